package io.musubito.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import io.musubito.CodeLevel;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The step {@code com.acme.Writer#draft} of an application that is compiled from source,
 * in a container that has all of its classes with {@code @Component} and what methods
 * with {@code @Bean} return as beans.
 */
final class CompiledStep {

	private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

	private CompiledStep() {
	}

	/**
	 * Compiles sources and computes the fingerprint of the step.
	 * @param sources files of the package {@code com.acme} without its declaration; all
	 * types of {@code java.util} are imported
	 */
	static CodeFingerprint fingerprint(String... sources) {
		try {
			Path directory = Files.createTempDirectory("compiled-step");
			List<String> arguments = new ArrayList<>(List.of("-d", directory.toString(), "-cp",
					System.getProperty("java.class.path"), "-proc:none", "-nowarn", "-parameters", "--release", "17"));
			List<String> names = new ArrayList<>();
			for (String source : sources) {
				Matcher matcher = TYPE.matcher(source);
				assertThat(matcher.find()).isTrue();
				names.add("com.acme." + matcher.group(1));
				Path file = directory.resolve(matcher.group(1) + ".java");
				Files.writeString(file,
						"package com.acme;\nimport java.util.*;\nimport java.util.function.*;\n"
								+ "import org.springframework.beans.factory.annotation.*;\n"
								+ "import org.springframework.context.annotation.*;\n"
								+ "import org.springframework.stereotype.*;\n" + source);
				arguments.add(file.toString());
			}
			int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
			assertThat(status).as("status of the compiler").isZero();
			return of(directory, names);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static CodeFingerprint of(Path directory, List<String> names) throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				CompiledStep.class.getClassLoader())) {
			List<BeanCode> beans = new ArrayList<>();
			for (String name : names) {
				Class<?> type = AcmeFingerprint.load(loader, name);
				if (type.isAnnotationPresent(org.springframework.stereotype.Component.class)) {
					beans.add(new BeanCode(type, null));
				}
				Arrays.stream(type.getDeclaredMethods())
					.filter((method) -> method.isAnnotationPresent(org.springframework.context.annotation.Bean.class))
					.forEach((method) -> beans.add(new BeanCode(method.getReturnType(), method)));
			}
			Class<?> writer = AcmeFingerprint.load(loader, "com.acme.Writer");
			return new CodeFingerprints(AcmeFingerprint.APPLICATION, new Beans(beans)).of("draft",
					new BeanCode(writer, null), AcmeFingerprint.method(writer, "draft"), CodeLevel.REACHABLE);
		}
	}

	private record Beans(List<BeanCode> beans) implements Collaborators {

		@Override
		public Collection<BeanCode> candidates(Class<?> type) {
			return this.beans.stream()
				.filter((bean) -> type != Object.class && type.isAssignableFrom(bean.type()))
				.toList();
		}

		@Override
		public Collection<BeanCode> named(String name) {
			return this.beans.stream()
				.filter((bean) -> StringUtils.uncapitalize(bean.type().getSimpleName()).equals(name))
				.toList();
		}

	}

}
