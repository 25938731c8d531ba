package io.musubito.code;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which methods of libraries change what they are called on or given.
 */
final class Mutators {

	private static final Set<String> NAMES = Set.of("put", "putAll", "putIfAbsent", "putFirst", "putLast", "compute",
			"computeIfAbsent", "computeIfPresent", "merge", "add", "addAll", "addFirst", "addLast", "addElement",
			"addIfAbsent", "addAllAbsent", "offer", "offerFirst", "offerLast", "push", "poll", "pollFirst", "pollLast",
			"pollFirstEntry", "pollLastEntry", "pop", "take", "takeFirst", "takeLast", "drainTo", "transfer", "remove",
			"removeAll", "removeIf", "removeFirst", "removeLast", "removeRange", "removeElement", "retainAll", "clear",
			"set", "setValue", "setElementAt", "replace", "replaceAll", "sort", "incrementAndGet", "getAndIncrement",
			"decrementAndGet", "getAndDecrement", "addAndGet", "getAndAdd", "updateAndGet", "getAndUpdate",
			"accumulateAndGet", "getAndAccumulate", "getAndSet", "compareAndSet", "compareAndExchange",
			"weakCompareAndSet", "weakCompareAndSetPlain", "weakCompareAndSetVolatile", "lazySet", "setRelease",
			"setOpaque", "setPlain", "increment", "decrement", "accumulate", "reset", "sumThenReset", "thenReset",
			"append", "insert", "delete", "deleteCharAt", "setCharAt", "setLength", "reverse", "write", "flip", "and",
			"or", "xor", "andNot", "countDown", "release", "acquire", "tryAcquire", "complete", "putObject",
			"invalidate", "invalidateAll", "setProperty", "next", "nextInt", "nextLong", "nextDouble", "nextElement");

	/** Values of the JDK that never change: their methods return other ones. */
	private static final Pattern VALUES = Pattern.compile("java/(math|time|text|net|nio/file)/.*"
			+ "|java/lang/(String|Class|Integer|Long|Short|Byte|Double|Float|Boolean|Character|Object|Math|Enum|Record|"
			+ "Iterable)"
			+ "|java/util/(Optional.*|Locale|UUID|Currency|Objects|Comparator|regex/.*|function/.*|stream/.*|Random)"
			+ "|io/vavr/.*|org/pcollections/.*|kotlin/.*|scala/.*|io/micrometer/.*|org/slf4j/.*|org/apache/.*logging/.*"
			+ "|io/musubito/.*|reactor/.*|org/springframework/.*");

	private static final Set<String> OF_FIRST_ARGUMENT = Set.of("addAll", "sort", "shuffle", "reverse", "swap", "fill",
			"rotate", "replaceAll", "setAll", "parallelSort", "parallelSetAll", "parallelPrefix");

	private static final Pattern AT_ONCE = Pattern
		.compile("forEach.*|compute.*|merge|removeIf|replaceAll|sort|ifPresent.*|map.*|flatMap.*|filter|orElseGet|"
				+ "orElseThrow|or|setAll|requireNonNull.*|updateAndGet|getAndUpdate|accumulateAndGet|getAndAccumulate");

	/** Their {@code next} changes them, and nothing of what they go through. */
	private static final Set<String> ITERATIONS = Set.of("java/util/Iterator", "java/util/ListIterator",
			"java/util/Enumeration");

	private Mutators() {
	}

	/**
	 * Whether a method of a library changes the object that it is called on.
	 */
	static boolean changesReceiver(String owner, String name) {
		boolean iterates = ITERATIONS.contains(owner) && name.startsWith("next");
		return NAMES.contains(name) && !iterates && !VALUES.matcher(owner).matches();
	}

	/**
	 * The argument that a static method of the JDK changes, -1 for none.
	 */
	static int changedArgument(String owner, String name) {
		return switch (owner) {
			case "java/util/Collections", "java/util/Arrays" -> (OF_FIRST_ARGUMENT.contains(name)) ? 0 : -1;
			case "java/lang/System" -> (name.equals("arraycopy")) ? 2 : -1;
			default -> -1;
		};
	}

	/**
	 * Whether a method calls the functions that it is given before it returns, or as a
	 * part of a stream.
	 */
	static boolean runsAtOnce(String owner, String name) {
		return owner.startsWith("java/util/stream/") || owner.equals("java/util/Optional")
				|| ((owner.startsWith("java/util/") || owner.equals("java/lang/Iterable"))
						&& AT_ONCE.matcher(name).matches());
	}

}
