package io.musubito.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kinds of declarations in Kotlin, in two files. Each text that begins with {@code m-} is
 * a part of what the step returns, those that begin with {@code u-} are not.
 */
@Tag("slow")
class KotlinKindsTests {

	private static final Pattern TEXT = Pattern.compile("\"([mu]-[^\"]+)\"");

	@TempDir
	private static Path directory;

	private static CodeFingerprint original;

	@BeforeAll
	static void computeOriginal() throws IOException {
		original = fingerprint("", "");
	}

	static Stream<String> reached() throws IOException {
		return texts("m-");
	}

	static Stream<String> unreached() throws IOException {
		return texts("u-");
	}

	@ParameterizedTest
	@MethodSource("reached")
	void counts(String text) throws IOException {
		assertThat(fingerprint(text, text + " edited").hash()).isNotEqualTo(original.hash());
	}

	@ParameterizedTest
	@MethodSource("unreached")
	void doesNotCount(String text) throws IOException {
		assertThat(fingerprint(text, text + " edited").changedSince(original.parts())).isEmpty();
	}

	private static Stream<String> texts(String prefix) throws IOException {
		return TEXT.matcher(source("Kinds.kt") + source("Others.kt"))
			.results()
			.map((MatchResult result) -> result.group(1))
			.filter((text) -> text.startsWith(prefix))
			.toList()
			.stream();
	}

	private static String source(String name) throws IOException {
		return new ClassPathResource("kotlin/" + name, KotlinKindsTests.class)
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private static CodeFingerprint fingerprint(String from, String to) throws IOException {
		Path own = Files.createTempDirectory(directory, "edit");
		for (String name : List.of("Kinds.kt", "Others.kt")) {
			Files.writeString(own.resolve(name), source(name).replace("\"" + from + "\"", "\"" + to + "\""));
		}
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		ExitCode status = new K2JVMCompiler().exec(new PrintStream(messages, true, StandardCharsets.UTF_8),
				"-no-stdlib", "-no-reflect", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d",
				own.resolve("classes").toString(), "-jvm-target", "17", "-java-parameters",
				own.resolve("Kinds.kt").toString(), own.resolve("Others.kt").toString());
		assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
		return CompiledStep.of(own.resolve("classes"), List.of("com.acme.Writer"));
	}

}
