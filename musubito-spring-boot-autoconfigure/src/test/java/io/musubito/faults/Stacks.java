package io.musubito.faults;

import org.springframework.util.StringUtils;

/**
 * What all threads are doing.
 */
final class Stacks {

	private Stacks() {
	}

	static void print() {
		Thread.getAllStackTraces()
			.forEach((thread, stack) -> System.out.println(thread + " " + thread.getState() + "\n\tat "
					+ StringUtils.arrayToDelimitedString(stack, "\n\tat ")));
	}

}
