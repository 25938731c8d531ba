package io.musubito.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.code.LambdaCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/**
 * A place where a lambda is made.
 *
 * @param type the descriptor of what it implements
 * @param captured the descriptors of what it captures
 * @param method the method that it is
 * @param called how it is called: what its parameters and its result are
 * @param maker the name and the descriptor of the method that it is in, when that never
 * branches and makes no other lambda of this type; {@code null} otherwise
 * @param others the descriptors of what that method gets from elsewhere
 */
record LambdaSite(String type, List<String> captured, Handle method, Type called, @Nullable String maker,
		Set<String> others) {

	/**
	 * The places in a class, none when it can't be read.
	 */
	static List<LambdaSite> in(Class<?> type) {
		String file = "/" + type.getName().replace('.', '/') + ".class";
		try (InputStream stream = type.getResourceAsStream(file)) {
			if (stream == null) {
				return List.of();
			}
			Set<LambdaSite> sites = new HashSet<>();
			new ClassReader(stream).accept(new LambdaSiteVisitor(sites),
					ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return List.copyOf(sites);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * The method that the lambda is, as code that covers it names it.
	 */
	String body() {
		return Lambdas.body(this.method);
	}

	/**
	 * Where its code is.
	 * @param host the class that it is written in
	 */
	LambdaCode code(Class<?> host) {
		SortedSet<String> data = new TreeSet<>();
		for (Type parameter : this.called.getArgumentTypes()) {
			add(data, parameter);
		}
		add(data, this.called.getReturnType());
		return new LambdaCode(Type.getInternalName(host), this.method.getOwner(), this.method.getName(),
				this.method.getDesc(), true, data);
	}

	private static void add(SortedSet<String> data, Type type) {
		Type element = (type.getSort() == Type.ARRAY) ? type.getElementType() : type;
		if (element.getSort() == Type.OBJECT) {
			data.add(element.getInternalName());
		}
	}

}
