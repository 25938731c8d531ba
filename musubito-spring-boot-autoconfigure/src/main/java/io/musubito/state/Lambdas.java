package io.musubito.state;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

import org.springframework.util.ClassUtils;

/**
 * The objects that lambdas and method references are. None says which one it is; the
 * class that it is written in says which ones there are.
 */
public final class Lambdas {

	private static final String MARK = "$$Lambda";

	private static final ClassValue<List<LambdaSite>> SITES = new ClassValue<>() {

		@Override
		protected List<LambdaSite> computeValue(Class<?> type) {
			return LambdaSite.in(type);
		}

	};

	private Lambdas() {
	}

	/**
	 * Whether objects of a class are made by a lambda or a method reference.
	 * @param type the class
	 * @return whether they are
	 */
	public static boolean isLambda(Class<?> type) {
		return type.isHidden() && type.getName().contains(MARK);
	}

	/**
	 * The class that a lambda is written in.
	 * @param lambda the class of the lambda
	 * @return the class in which it is written
	 */
	public static Class<?> host(Class<?> lambda) {
		String name = lambda.getName();
		int mark = name.indexOf(MARK);
		return (mark >= 0) ? ClassUtils.resolveClassName(name.substring(0, mark), lambda.getClassLoader()) : lambda;
	}

	/**
	 * The places where a lambda may have been made.
	 * @param lambda the class of the lambda
	 * @param host the class that it is written in
	 * @return the places, none when they can't be told
	 */
	static List<LambdaSite> sites(Class<?> lambda, Class<?> host) {
		List<String> captured = Arrays.stream(lambda.getDeclaredFields())
			.map(Field::getType)
			.map(Type::getDescriptor)
			.toList();
		Set<String> interfaces = new HashSet<>();
		Arrays.stream(lambda.getInterfaces()).forEach((type) -> interfaces.add(Type.getDescriptor(type)));
		return SITES.get(host)
			.stream()
			.filter((site) -> interfaces.contains(site.type()) && site.captured().equals(captured))
			.toList();
	}

	/**
	 * What a lambda that can be serialised says of itself.
	 * @return the method that it is; {@code null} when it doesn't say so
	 */
	static @Nullable String serialised(Object lambda) {
		if (!(lambda instanceof Serializable)) {
			return null;
		}
		try {
			Method describe = lambda.getClass().getDeclaredMethod("writeReplace");
			describe.setAccessible(true);
			return (describe.invoke(lambda) instanceof SerializedLambda form)
					? (form.getImplClass() + "." + form.getImplMethodName() + form.getImplMethodSignature())
						.replace('/', '.')
					: null;
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			return null;
		}
	}

	/**
	 * The name of a method that a lambda is.
	 */
	static String body(Handle method) {
		return (method.getOwner() + "." + method.getName() + method.getDesc()).replace('/', '.');
	}

}
