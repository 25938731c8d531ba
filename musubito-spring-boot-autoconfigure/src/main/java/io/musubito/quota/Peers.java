package io.musubito.quota;

import java.util.UUID;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;

/**
 * The processes that share limits. One with several application contexts has a share for
 * each. Safe for use by many threads.
 */
final class Peers {

	private static final long LOOK_MILLIS = 1_000;

	private final StoreProcesses processes;

	private final String suffix = "/" + UUID.randomUUID().toString().substring(0, 8);

	Peers(StoreProcesses processes) {
		this.processes = processes;
	}

	String self() {
		return this.processes.self() + this.suffix;
	}

	/**
	 * Ends what processes have that do not live any more. Of those that were seen a
	 * moment ago that is not asked.
	 * @param wanted whether somebody waits for their places
	 */
	QuotaState withoutDead(QuotaState state, Window window, boolean wanted) {
		if (!wanted) {
			return state;
		}
		QuotaState living = state;
		for (var share : state.shares().entrySet()) {
			boolean seen = share.getValue().waiting() > 0 && state.time() - share.getValue().seen() < LOOK_MILLIS;
			if (!share.getKey().equals(self()) && !seen && !isAlive(share.getKey())) {
				living = living.without(share.getKey(), window);
			}
		}
		return living;
	}

	private boolean isAlive(String process) {
		try {
			return this.processes.isAlive(process.substring(0, process.lastIndexOf('/')));
		}
		catch (StoreException ex) {
			return true;
		}
	}

}
