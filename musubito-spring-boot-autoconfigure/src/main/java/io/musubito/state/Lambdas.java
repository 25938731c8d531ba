package io.musubito.state;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import org.springframework.util.ClassUtils;

/**
 * The objects that lambdas and method references are. None says which one it is; the
 * class that it is written in says which ones there are.
 */
public final class Lambdas {

	private static final String MARK = "$$Lambda";

	private static final ClassValue<List<Site>> SITES = new ClassValue<>() {

		@Override
		protected List<Site> computeValue(Class<?> type) {
			return sitesIn(type);
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
	 * The methods that a lambda may be, as code that covers them names them.
	 * @param lambda the class of the lambda
	 * @param host the class that it is written in
	 * @return the methods, none when they can't be told
	 */
	static Set<String> bodies(Class<?> lambda, Class<?> host) {
		List<String> captured = Arrays.stream(lambda.getDeclaredFields())
			.map(Field::getType)
			.map(Type::getDescriptor)
			.toList();
		Set<String> interfaces = new HashSet<>();
		ClassUtils.getAllInterfacesForClassAsSet(lambda).forEach((type) -> interfaces.add(Type.getDescriptor(type)));
		return SITES.get(host)
			.stream()
			.filter((site) -> interfaces.contains(site.type()) && site.captured().equals(captured))
			.map(Site::body)
			.collect(Collectors.toSet());
	}

	/**
	 * The name of a method that a lambda is.
	 */
	static String body(Handle method) {
		return (method.getOwner() + "." + method.getName() + method.getDesc()).replace('/', '.');
	}

	private static List<Site> sitesIn(Class<?> type) {
		String file = "/" + type.getName().replace('.', '/') + ".class";
		try (InputStream stream = type.getResourceAsStream(file)) {
			if (stream == null) {
				return List.of();
			}
			Set<Site> sites = new HashSet<>();
			new ClassReader(stream).accept(new SiteVisitor(sites), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return List.copyOf(sites);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * A place where a lambda is made.
	 *
	 * @param type the descriptor of what it implements
	 * @param captured the descriptors of what it captures
	 * @param body the method that it is
	 */
	private record Site(String type, List<String> captured, String body) {

	}

	private static final class SiteVisitor extends ClassVisitor {

		private final Set<Site> sites;

		private SiteVisitor(Set<Site> sites) {
			super(Opcodes.ASM9);
			this.sites = sites;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
					if (arguments.length > 1 && arguments[1] instanceof Handle body) {
						SiteVisitor.this.sites.add(new Site(Type.getReturnType(type).getDescriptor(),
								Arrays.stream(Type.getArgumentTypes(type)).map(Type::getDescriptor).toList(),
								body(body)));
					}
				}

			};
		}

	}

}
