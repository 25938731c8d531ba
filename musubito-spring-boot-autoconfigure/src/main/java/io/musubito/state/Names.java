package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Arrays;

import org.springframework.util.ClassUtils;

/**
 * Names the classes of objects so that the next process names them the same.
 */
final class Names {

	private Names() {
	}

	static String of(Object object) {
		Class<?> type = object.getClass();
		if (Lambdas.isLambda(type)) {
			return "a lambda in " + Lambdas.host(type).getName();
		}
		if (Proxy.isProxyClass(type)) {
			return Arrays.stream(type.getInterfaces())
				.map(Class::getName)
				.filter((name) -> !name.startsWith("org.springframework.aop.")
						&& !name.startsWith("org.springframework.core."))
				.findFirst()
				.orElse("java.lang.reflect.Proxy");
		}
		String name = ClassUtils.getUserClass(type).getTypeName();
		int hidden = (type.isHidden()) ? name.indexOf('/') : -1;
		return (hidden >= 0) ? name.substring(0, hidden) : name;
	}

	/**
	 * A field with the class that declares it.
	 */
	static String ofField(Field field) {
		Class<?> declaring = field.getDeclaringClass();
		// The class of a lambda has another name in each process
		String owner = declaring.isHidden() ? "a lambda in " + Lambdas.host(declaring).getName() : declaring.getName();
		return owner + "." + field.getName();
	}

}
