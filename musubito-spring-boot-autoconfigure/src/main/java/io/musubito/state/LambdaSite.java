package io.musubito.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.objectweb.asm.ClassReader;

/**
 * A place where a lambda is made.
 *
 * @param type the descriptor of what it implements
 * @param captured the descriptors of what it captures
 * @param body the method that it is
 */
record LambdaSite(String type, List<String> captured, String body) {

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

}
