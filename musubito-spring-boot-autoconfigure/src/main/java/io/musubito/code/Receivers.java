package io.musubito.code;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what libraries do with the objects that they are given.
 */
final class Receivers {

	/** They keep objects or pass them on, and return them. */
	private static final Pattern CARRIERS = Pattern.compile("(java|reactor|kotlin)/.*");

	/** They look into objects although they belong to the JDK. */
	private static final Pattern LOOKING = Pattern
		.compile("java/(io/Object(Output|Input).*|beans/.*|lang/reflect/.*" + "|lang/invoke/MethodHandle)");

	/** They call no more of objects than {@code toString}, if anything. */
	private static final Pattern BLIND = Pattern.compile("(org/slf4j|org/apache/commons/logging|org/apache/logging"
			+ "|io/micrometer|org/junit|org/jspecify)/.*|io/musubito/[A-Z][A-Za-z0-9$]*"
			+ "|org/springframework/util/(Assert|ObjectUtils|CollectionUtils|StringUtils|ClassUtils)"
			+ "|org/springframework/util/function/.*");

	private static final Pattern TRANSFORMING = Pattern
		.compile("(map|flatMap|thenApply|thenCompose|handle|mapMulti|concatMap|switchMap|zip|collect|reduce|then|defer|"
				+ "supply|fromCallable|fromSupplier|transform).*");

	private static final Set<String> INTERFACES_OF_ANYTHING = Set.of("java/lang/Object", "java/io/Serializable",
			"java/lang/Comparable", "java/lang/Record", "java/lang/Cloneable", "java/lang/Iterable",
			"java/util/Collection", "java/util/List", "java/util/Set", "java/util/Map");

	/** What is made of objects without having them in it. */
	private static final Pattern WITHOUT_CONTENT = Pattern
		.compile("java/(lang/(?!Object$|Iterable$|Comparable$|ThreadLocal$).*|time/.*|math/.*)");

	private Receivers() {
	}

	/**
	 * Whether a library may look into the objects that one of its methods is given.
	 */
	static boolean lookInto(String owner) {
		return LOOKING.matcher(owner).matches()
				|| (!CARRIERS.matcher(owner).matches() && !BLIND.matcher(owner).matches());
	}

	/**
	 * Whether what methods of a library return may be what they were given.
	 */
	static boolean carry(String owner) {
		return CARRIERS.matcher(owner).matches() && !LOOKING.matcher(owner).matches();
	}

	/**
	 * Whether an object of a class may have others in it.
	 */
	static boolean hasContent(String type) {
		return !WITHOUT_CONTENT.matcher(type).matches();
	}

	/**
	 * Whether a method returns what the functions return that it is given, and not what
	 * it is called on.
	 */
	static boolean transforms(String name) {
		return TRANSFORMING.matcher(name).matches();
	}

	/**
	 * Whether whoever is given an object as this type calls methods of it, and has no
	 * reason to look into it: functions, comparators.
	 * @param type an interface or a class of a library
	 */
	static boolean callOnly(String type) {
		return type.startsWith("java/") && !INTERFACES_OF_ANYTHING.contains(type);
	}

}
