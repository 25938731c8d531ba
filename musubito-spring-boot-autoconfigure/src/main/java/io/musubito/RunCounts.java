package io.musubito;

/**
 * How often the steps of a run were answered in which way.
 *
 * @param replayed without running: {@link StepOutcome#REPLAYED},
 * {@link StepOutcome#JOINED} and {@link StepOutcome#SERVED_STALE}
 * @param executed {@link StepOutcome#EXECUTED}
 * @param failed {@link StepOutcome#FAILED} and {@link StepOutcome#BLOCKED}
 * @param manual {@link StepOutcome#MANUAL}
 */
public record RunCounts(long replayed, long executed, long failed, long manual) {

	/**
	 * Of a run without steps.
	 */
	public static final RunCounts NONE = new RunCounts(0, 0, 0, 0);

}
