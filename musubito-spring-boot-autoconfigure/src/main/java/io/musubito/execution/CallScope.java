package io.musubito.execution;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of code in which a call is observed. In the end the thread is as it was
 * before, even when a handler of observations or the code has thrown something.
 */
final class CallScope implements AutoCloseable {

	private final LineageContext lineage;

	private final ObservationRegistry registry;

	private final Observation.@Nullable Scope before;

	private Observation.@Nullable Scope scope;

	private CallScope(ObservationRegistry registry) {
		this.lineage = Lineage.current();
		this.registry = registry;
		this.before = registry.getCurrentObservationScope();
	}

	static CallScope open(Observation observation) {
		CallScope opened = new CallScope(observation.getObservationRegistry());
		try {
			opened.scope = observation.openScope();
		}
		catch (Throwable ex) {
			opened.restore();
			throw ex;
		}
		return opened;
	}

	@Override
	public void close() {
		try {
			if (this.scope != null) {
				this.scope.close();
			}
		}
		finally {
			restore();
		}
	}

	private void restore() {
		if (this.registry.getCurrentObservationScope() != this.before) {
			this.registry.setCurrentObservationScope(this.before);
		}
		Lineage.restore(this.lineage);
	}

}
