package io.musubito.ai;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the code that calls a chat client, by classes and methods: lines are others after
 * each edit.
 */
final class CallingCode {

	private static final String SPRING_AI = "org.springframework.ai.";

	private static final String CLIENT = SPRING_AI + "chat.client.DefaultChatClient";

	/** A class that all calls go through tells nothing. */
	private static final int FRAMES = 3;

	private CallingCode() {
	}

	/**
	 * The code that made the innermost call of a chat client on this thread.
	 * @param application tells the classes of the application
	 * @return the methods, the innermost first; empty when none is on the stack
	 */
	static String find(Predicate<Class<?>> application) {
		return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.dropWhile((frame) -> !frame.getClassName().startsWith(CLIENT))
				.filter((frame) -> !frame.getClassName().startsWith(SPRING_AI) && !frame.getClassName().contains("$$")
						&& application.test(frame.getDeclaringClass()))
				.map(CallingCode::describe)
				.distinct()
				.limit(FRAMES)
				.collect(Collectors.joining(" < ")));
	}

	private static String describe(StackFrame frame) {
		return frame.getClassName() + "#" + frame.getMethodName().replaceFirst("^(lambda\\$.*?)(\\$[0-9a-f]+)+$", "$1");
	}

}
