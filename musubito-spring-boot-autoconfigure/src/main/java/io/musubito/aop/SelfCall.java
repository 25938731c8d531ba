package io.musubito.aop;

import org.objectweb.asm.Type;

/**
 * A call that code makes on the object that it runs on.
 *
 * @param callerClass the class with the code that calls, by the name of its class file
 * @param caller the method with the code
 * @param callerDescriptor its descriptor
 * @param name the method that is called
 * @param descriptor its descriptor
 * @param ofSuper whether that of a superclass is meant, or it is private
 */
record SelfCall(String callerClass, String caller, String callerDescriptor, String name, String descriptor,
		boolean ofSuper) {

	/**
	 * Where the call is written.
	 */
	String place() {
		return Type.getObjectType(this.callerClass).getClassName() + "#" + written();
	}

	/**
	 * Whether a method calls the one that it overrides, and is called as the same step
	 * itself.
	 */
	boolean isOfOverridden() {
		return this.ofSuper && written().equals(this.name);
	}

	/**
	 * A lambda is a part of the method around it.
	 */
	private String written() {
		String method = this.caller;
		if (method.startsWith("lambda$")) {
			String written = method.substring("lambda$".length());
			int number = written.lastIndexOf('$');
			method = (number > 0) ? written.substring(0, number) : written;
		}
		return method;
	}

}
