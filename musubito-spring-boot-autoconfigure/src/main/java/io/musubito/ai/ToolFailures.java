package io.musubito.ai;

import io.musubito.EffectNotPerformedException;
import io.musubito.FanOutException;
import io.musubito.MusubitoException;
import io.musubito.execution.Causes;

import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;

/**
 * Decides who hears of a tool that failed. What Musubito refuses (an effect that is in
 * doubt, a budget that is exceeded, a miss when nothing may execute) is for a person, not
 * for the model. All else goes the way that Spring AI is configured for.
 */
final class ToolFailures extends DefaultToolExecutionExceptionProcessor {

	private final ToolExecutionExceptionProcessor others;

	ToolFailures(ToolExecutionExceptionProcessor others) {
		super(false);
		this.others = others;
	}

	@Override
	public String process(ToolExecutionException exception) {
		Throwable cause = exception.getCause();
		if (cause instanceof RuntimeException failure && isRefused(failure)) {
			throw failure;
		}
		return this.others.process(exception);
	}

	/**
	 * What a fan-out or an effect throws because the tool failed is the tool's affair.
	 */
	private static boolean isRefused(Throwable failure) {
		return Causes.include(failure, (cause) -> cause instanceof MusubitoException
				&& !(cause instanceof FanOutException) && !(cause instanceof EffectNotPerformedException));
	}

}
