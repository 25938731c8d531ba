package io.musubito.execution;

/**
 * The arguments of a call that another process could make.
 */
@FunctionalInterface
public interface StorableArguments {

	/**
	 * Encodes them so that they are read back as they are.
	 * @return the arguments as JSON
	 * @throws NotDispatchableException when that is not possible
	 */
	String encode();

}
