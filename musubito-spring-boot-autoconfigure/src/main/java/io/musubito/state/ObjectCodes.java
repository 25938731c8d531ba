package io.musubito.state;

import io.musubito.code.CodeFingerprint;
import io.musubito.code.LambdaCode;

/**
 * Computes the code of objects.
 */
@FunctionalInterface
public interface ObjectCodes {

	/**
	 * The code of all that objects of a class may do.
	 * @param type a class of the application
	 * @return its fingerprint
	 */
	CodeFingerprint of(Class<?> type);

	/**
	 * The code of a lambda or a method reference.
	 * @param host the class of the application that it is written in
	 * @param body where its code is
	 * @return its fingerprint
	 */
	default CodeFingerprint of(Class<?> host, LambdaCode body) {
		return of(host);
	}

}
