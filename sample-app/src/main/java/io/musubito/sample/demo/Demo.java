package io.musubito.sample.demo;

/**
 * The demo.
 */
public final class Demo {

	private Demo() {
	}

	/**
	 * Whether the demo is asked for.
	 * @param arguments the arguments of the program
	 * @return whether {@code --demo} is among them
	 */
	public static boolean isAskedFor(String[] arguments) {
		return false;
	}

	/**
	 * Runs it.
	 * @param arguments the arguments of the program
	 * @return the exit code
	 */
	public static int run(String[] arguments) {
		return 1;
	}

}
