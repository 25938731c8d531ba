package io.musubito.artifact;

import java.lang.reflect.Type;

import io.musubito.MusubitoException;

/**
 * Thrown at startup when values of a type can't be read back from the store. The message
 * says where in the type the reason is, why, and what to do.
 */
public class UnstorableTypeException extends MusubitoException {

	UnstorableTypeException(Type declaredType, String path, String reason) {
		super("%s can't be stored: %s %s".formatted(declaredType.getTypeName(), path, reason), null);
	}

}
