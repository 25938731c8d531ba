package io.musubito.run;

import java.util.List;
import java.util.Optional;

import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.store.RunStore;

import org.springframework.util.Assert;

/**
 * Runs as they are stored.
 */
public final class DefaultMusubitoRuns implements MusubitoRuns {

	private final RunStore store;

	public DefaultMusubitoRuns(RunStore store) {
		this.store = store;
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

}
