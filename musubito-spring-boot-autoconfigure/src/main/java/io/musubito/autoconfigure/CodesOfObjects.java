package io.musubito.autoconfigure;

import io.musubito.CodeLevel;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.CodeFingerprints;
import io.musubito.code.Collaborators;
import io.musubito.code.LambdaCode;
import io.musubito.state.ObjectCodes;

/**
 * The code of objects, from class files, as far as code counts.
 *
 * @param application tells what belongs to the application
 * @param beans tells what is injected into beans
 * @param level how much code counts
 */
record CodesOfObjects(ApplicationTypes application, Collaborators beans, CodeLevel level) implements ObjectCodes {

	@Override
	public CodeFingerprint of(Class<?> type) {
		return fingerprints(type).of(type.getName(), type, this.level);
	}

	@Override
	public CodeFingerprint of(Class<?> host, LambdaCode body) {
		return fingerprints(host).ofObject(host.getName(), host, body, this.level);
	}

	private CodeFingerprints fingerprints(Class<?> type) {
		return new CodeFingerprints(this.application.reachableFrom(type).classes(), this.beans);
	}

}
