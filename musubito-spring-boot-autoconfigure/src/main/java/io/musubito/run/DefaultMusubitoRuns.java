package io.musubito.run;

import java.util.List;
import java.util.Optional;

import io.musubito.MusubitoRuns;
import io.musubito.ResumeOption;
import io.musubito.RunView;
import io.musubito.store.RunStore;

import org.springframework.util.Assert;

/**
 * Runs as they are stored.
 */
public final class DefaultMusubitoRuns implements MusubitoRuns {

	private final RunStore store;

	private final RunResumer resumer;

	public DefaultMusubitoRuns(RunStore store, RunResumer resumer) {
		this.store = store;
		this.resumer = resumer;
	}

	@Override
	public List<RunView> recent(int limit) {
		Assert.isTrue(limit >= 1, "The limit must be at least 1");
		return this.store.recent(limit);
	}

	@Override
	public List<RunView> recent(int limit, String pipeline) {
		Assert.isTrue(limit >= 1, "The limit must be at least 1");
		return this.store.recent(limit, pipeline);
	}

	@Override
	public Optional<RunView> find(String runId) {
		return this.store.find(runId);
	}

	@Override
	public RunView resume(String runId, ResumeOption... options) {
		Resumption resumption = this.resumer.start(runId, options);
		try {
			resumption.run();
		}
		catch (Throwable ex) {
			throw DefaultMusubitoRuns.<RuntimeException>asItIs(ex);
		}
		return resumption.view();
	}

	// The pipeline's own exception, checked or not
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X asItIs(Throwable failure) throws X {
		throw (X) failure;
	}

}
