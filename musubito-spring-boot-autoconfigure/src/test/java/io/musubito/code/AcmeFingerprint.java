package io.musubito.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.musubito.CodeLevel;

/**
 * Computes the fingerprint of the step of the compiled application in
 * {@code identity/application}, as a container with these beans would.
 */
final class AcmeFingerprint {

	static final Predicate<String> APPLICATION = (name) -> name.startsWith("com.acme.");

	private AcmeFingerprint() {
	}

	static CodeFingerprint of(Path classes) {
		return of(classes, CodeLevel.REACHABLE);
	}

	static CodeFingerprint of(Path classes, CodeLevel level) {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				AcmeFingerprint.class.getClassLoader())) {
			return of(loader, level, "com.acme.StrictRules");
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static CodeFingerprint of(ClassLoader loader, CodeLevel level, String... rules) {
		return of(new CodeFingerprints(APPLICATION, beans(loader, rules)), loader, level);
	}

	static CodeFingerprint of(CodeFingerprints fingerprints, ClassLoader loader, CodeLevel level) {
		Class<?> writer = load(loader, "com.acme.Writer");
		return fingerprints.of("write", new BeanCode(writer, null), method(writer, "write"), level);
	}

	static Collaborators beans(ClassLoader loader, String... rules) {
		return new Beans(loader, rules);
	}

	static Class<?> load(ClassLoader loader, String name) {
		try {
			return Class.forName(name, false, loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	static Method method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static final class Beans implements Collaborators {

		private final List<BeanCode> beans = new ArrayList<>();

		private Beans(ClassLoader loader, String... rules) {
			this.beans
				.add(new BeanCode(load(loader, "com.acme.Client"), method(load(loader, "com.acme.Config"), "client")));
			for (String name : rules) {
				this.beans.add(new BeanCode(load(loader, name), null));
			}
		}

		@Override
		public Collection<BeanCode> candidates(Class<?> type) {
			return this.beans.stream().filter((bean) -> type.isAssignableFrom(bean.type())).toList();
		}

	}

}
