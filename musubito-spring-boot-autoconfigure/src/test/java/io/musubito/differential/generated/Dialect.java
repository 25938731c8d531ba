package io.musubito.differential.generated;

import java.util.List;

/**
 * How a language writes what holds the pieces together.
 */
enum Dialect {

	JAVA("java", "String.valueOf(") {

		@Override
		String field(GeneratedClass held) {
			return switch (held.kind()) {
				case COMPONENT -> "@Autowired\n\t" + held.name() + " " + held.field() + ";\n";
				case PLAIN -> "final " + held.name() + " " + held.field() + " = new " + held.name() + "();\n";
				case STATIC -> "static final " + held.name() + " " + held.field() + " = new " + held.name() + "();\n";
				case STEP, BASE -> throw new IllegalArgumentException(held.name());
			};
		}

		@Override
		String type(GeneratedClass generated, String content) {
			String annotation = (generated.kind() == GeneratedClass.Kind.COMPONENT) ? "@Component\n" : "";
			String modifier = (generated.kind() == GeneratedClass.Kind.BASE) ? "abstract " : "";
			return annotation + modifier + "class " + generated.name() + " {\n" + content + "}\n";
		}

		@Override
		String header(String unit) {
			return IMPORTS.stream()
				.collect(java.util.stream.Collectors.joining(";\nimport ", "package com.acme." + unit + ";\nimport ",
						";\n"));
		}

	};

	private static final List<String> IMPORTS = List.of("java.io.*", "java.lang.annotation.*", "java.math.*",
			"java.nio.charset.*", "java.util.*", "java.util.concurrent.*", "java.util.function.*", "java.util.stream.*",
			"io.musubito.MusubitoStep", "jakarta.annotation.PostConstruct",
			"org.springframework.beans.factory.ObjectProvider", "org.springframework.beans.factory.annotation.*",
			"org.springframework.boot.context.properties.ConfigurationProperties",
			"org.springframework.boot.context.properties.ConfigurationPropertiesScan",
			"org.springframework.boot.context.properties.bind.DefaultValue",
			"org.springframework.context.ApplicationContext", "org.springframework.context.annotation.*",
			"org.springframework.core.Ordered", "org.springframework.core.annotation.Order",
			"org.springframework.core.env.Environment", "org.springframework.core.io.ClassPathResource",
			"org.springframework.stereotype.*");

	private final String language;

	private final String nothing;

	Dialect(String language, String nothing) {
		this.language = language;
		this.nothing = nothing;
	}

	/**
	 * Its name, which is also that of its folder and of its files.
	 */
	String language() {
		return this.language;
	}

	/**
	 * The beginning of a call that gives back its argument.
	 */
	String nothing() {
		return this.nothing;
	}

	abstract String field(GeneratedClass held);

	abstract String type(GeneratedClass generated, String content);

	abstract String header(String unit);

}
