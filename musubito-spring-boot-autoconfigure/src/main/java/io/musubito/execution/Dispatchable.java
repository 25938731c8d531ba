package io.musubito.execution;

import io.musubito.ReplayMode;
import io.musubito.identity.Input;
import io.musubito.lineage.Origin;
import io.musubito.lineage.RunScope;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says of a call why another process can't make the same one. What counts in its identity
 * is not asked for here: the other process finds out whether it is the same there.
 */
final class Dispatchable {

	private Dispatchable() {
	}

	/**
	 * Finds out whether another process can make a call, as far as that can be told
	 * without storing its arguments.
	 * @param call the call
	 * @param settings the settings
	 * @return its arguments
	 * @throws NotDispatchableException when none can
	 */
	static StorableArguments require(IdentifiedCall call, OfferSettings settings) {
		StorableArguments arguments = call.call().arguments();
		if (arguments == null) {
			throw refused("it is no call of a method of a bean that returns at once");
		}
		refuse(!settings.keepInputs(), "musubito.inputs.keep is false, so that its arguments are not stored");
		refuse(settings.budgeted(), "musubito.ai.budget.per-run limits what its run spends, which is counted here");
		refuse(call.mode() != ReplayMode.REPLAY, "the mode is " + call.mode());
		refuse(call.context().activeStep() != null, "another step calls it, which waits here");
		refuse(call.recorded() != null || call.context().recording() != null, "it belongs to a recorded test");
		refuse(call.call().unless() != null, "it has an 'unless', and what is not kept could not come back");
		refuse(TransactionSynchronizationManager.isActualTransactionActive(), "it is called in a transaction");
		RunScope run = call.context().run();
		refuse(run != null && run.elsewhere() != null, "it was handed over itself");
		refuse(run != null && run.rerun() != null, "its run executes steps again");
		refuse(run != null && run.manualAnswers() != null, "its run has results that were given by hand");
		refuse(Surroundings.isCalledBySomebody(call.identity().components()),
				"its code asks who calls, which is known here only");
		for (Input input : call.call().consumed()) {
			refuse(input.secret(), "argument '" + input.name() + "' is a secret, which is not stored");
		}
		call.consumed().values().forEach((origins) -> origins.forEach(Dispatchable::refuseElement));
		call.context().merged().forEach(Dispatchable::refuseElement);
		return arguments;
	}

	private static void refuseElement(Origin origin) {
		refuse(origin.source() != null, "it depends on elements of a stream");
	}

	private static void refuse(boolean refused, String reason) {
		if (refused) {
			throw refused(reason);
		}
	}

	private static NotDispatchableException refused(String reason) {
		return new NotDispatchableException(reason);
	}

}
