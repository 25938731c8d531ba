package io.musubito.autoconfigure;

import io.musubito.ImportRefusedException;
import io.musubito.MusubitoException;
import io.musubito.StepDefinitionException;
import io.musubito.StoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what Musubito refuses at startup without a stack trace. The messages say what to
 * do. What steps refuse while they run keeps its stack trace.
 */
class MusubitoFailureAnalyzer extends AbstractFailureAnalyzer<MusubitoException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MusubitoException cause) {
		if (cause instanceof InvalidPropertyException) {
			return new FailureAnalysis(cause.getMessage(), "Change the application's configuration.", cause);
		}
		if (!(cause instanceof StepDefinitionException || cause instanceof StoreException
				|| cause instanceof ImportRefusedException)) {
			return null;
		}
		return new FailureAnalysis(cause.getMessage(), "Do what the description says and start again. Nothing that is "
				+ "stored was lost. musubito.enabled=false starts the application with steps as ordinary methods, for "
				+ "the time being.", cause);
	}

}
