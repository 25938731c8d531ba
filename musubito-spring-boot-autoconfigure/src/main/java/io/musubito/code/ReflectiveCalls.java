package io.musubito.code;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells the calls that lead to code, or to fields, that only the running program knows.
 */
final class ReflectiveCalls {

	private static final Set<String> READS = Set.of("get", "getBoolean", "getByte", "getChar", "getShort", "getInt",
			"getLong", "getFloat", "getDouble");

	/** Libraries that call or read by name, and languages that are run from a text. */
	private static final Pattern BY_NAME = Pattern.compile("org/springframework/expression/[A-Za-z]*Expression"
			+ "\\.(getValue|setValue).*|org/springframework/util/ReflectionUtils\\.(invoke|getField|doWith|accessible).*"
			+ "|org/springframework/util/ClassUtils\\.(forName|resolveClassName)"
			+ "|org/springframework/util/MethodInvoker\\.invoke"
			+ "|org/springframework/beans/BeanUtils\\.(instantiate|copyProperties).*"
			+ "|org/springframework/beans/.*(BeanWrapper|PropertyAccessor|FieldAccessor)[A-Za-z]*\\.getPropertyValue"
			+ "|org/springframework/core/io/support/SpringFactoriesLoader\\.load.*"
			+ "|org/springframework/scripting/.*|javax/script/.*\\.(eval|invoke.*)|groovy/lang/.*\\.(evaluate|parse.*|run)"
			+ "|org/mvel2/MVEL\\.(eval|execute).*|org/apache/commons/jexl[0-9]*/.*\\.(evaluate|execute)"
			+ "|org/apache/commons/lang3/reflect/[A-Za-z]+\\.(invoke|read).*"
			+ "|org/apache/commons/beanutils/.*\\.(get|copy).*Propert.*"
			+ "|kotlin/reflect/K[A-Za-z0-9]+\\.(call|callBy|get)|java/beans/(Statement\\.execute|Expression\\.getValue)");

	private ReflectiveCalls() {
	}

	/**
	 * Whether a call is one of them.
	 */
	static boolean isOne(Call call) {
		return switch (call.owner()) {
			case "java/lang/Class" -> call.name().equals("forName") || call.name().equals("newInstance")
					|| call.name().contains("Method") || call.name().contains("Constructor");
			case "java/lang/reflect/Method", "java/lang/reflect/Constructor", "java/lang/reflect/Proxy",
					"java/util/ServiceLoader", "java/lang/ClassLoader", "java/lang/invoke/MethodHandle" ->
				!call.name().startsWith("get");
			case "java/lang/reflect/Field" -> READS.contains(call.name());
			case "java/lang/invoke/VarHandle" -> call.name().startsWith("get");
			case "java/lang/invoke/MethodHandles$Lookup", "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
					"java/util/concurrent/atomic/AtomicLongFieldUpdater",
					"java/util/concurrent/atomic/AtomicReferenceFieldUpdater" ->
				true;
			default ->
				!call.owner().startsWith("java/lang/") && BY_NAME.matcher(call.owner() + "." + call.name()).matches();
		};
	}

}
