package io.musubito.code;

import java.util.regex.Pattern;

import org.objectweb.asm.Type;

/**
 * Names methods for people.
 */
final class MethodName {

	/** The compiler numbers the bodies of lambdas: {@code lambda$run$0}. */
	private static final Pattern NUMBER = Pattern.compile("^(lambda\\$.*?)(\\$[0-9a-f]+)+$");

	private MethodName() {
	}

	static String of(String className, String name, String descriptor) {
		StringBuilder text = new StringBuilder(className).append('#').append(withoutNumber(name));
		char separator = '(';
		for (Type argument : Type.getArgumentTypes(descriptor)) {
			text.append(separator).append(argument.getClassName());
			separator = ',';
		}
		return text.append((separator == '(') ? "()" : ")").toString();
	}

	static String withoutNumber(String name) {
		return (name.startsWith("lambda$")) ? NUMBER.matcher(name).replaceFirst("$1") : name;
	}

	static String of(Call call) {
		return of(Type.getObjectType(call.owner()).getClassName(), call.name(), call.descriptor());
	}

}
