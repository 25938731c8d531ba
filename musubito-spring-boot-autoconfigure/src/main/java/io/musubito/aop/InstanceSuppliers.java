package io.musubito.aop;

import java.lang.reflect.Field;
import java.util.function.Predicate;

import io.musubito.state.Lambdas;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the application says how a bean is made that has no factory method: in a
 * supplier, or in a function that Spring puts into one.
 */
final class InstanceSuppliers {

	private static final int DEPTH = 4;

	private InstanceSuppliers() {
	}

	/**
	 * The class of the application in which a supplier is written.
	 * @param supplier makes a bean
	 * @param application tells the classes of the application
	 * @return the class; {@code null} when the supplier is not of the application
	 */
	static @Nullable Class<?> find(@Nullable Object supplier, Predicate<Class<?>> application) {
		return find(supplier, application, DEPTH);
	}

	private static @Nullable Class<?> find(@Nullable Object object, Predicate<Class<?>> application, int depth) {
		if (object == null || depth == 0) {
			return null;
		}
		Class<?> type = object.getClass();
		Class<?> written = Lambdas.isLambda(type) ? Lambdas.host(type) : type;
		if (application.test(written)) {
			return written;
		}
		if (Lambdas.isLambda(type)) {
			for (Field captured : type.getDeclaredFields()) {
				Class<?> found = find(CapturedVariables.read(captured, object), application, depth - 1);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

}
