package io.musubito.autoconfigure;

import io.musubito.MusubitoException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what Musubito refuses at startup without a stack trace. The messages say what to
 * do.
 */
class MusubitoFailureAnalyzer extends AbstractFailureAnalyzer<MusubitoException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MusubitoException cause) {
		return new FailureAnalysis(cause.getMessage(), "Do what the description says and start again. No step was "
				+ "executed, and nothing that is stored was changed. musubito.enabled=false starts the application "
				+ "with steps as ordinary methods, for the time being.", cause);
	}

}
