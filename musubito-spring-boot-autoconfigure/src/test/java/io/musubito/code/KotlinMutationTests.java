package io.musubito.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits an application in Kotlin, compiles it and asks whether the fingerprint of its
 * step tells.
 */
@Tag("slow")
class KotlinMutationTests {

	@TempDir
	private static Path directory;

	private static String source;

	private static CodeFingerprint original;

	@BeforeAll
	static void computeOriginal() throws IOException {
		source = new ClassPathResource("kotlin/Writer.kt", KotlinMutationTests.class)
			.getContentAsString(StandardCharsets.UTF_8);
		original = fingerprint(source);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"when over an enum | Level.LOW -> \"low\" | Level.LOW -> \"small\"",
			"constant of a when | Level.LOW -> \"low\"@Level.HIGH -> | Level.HIGH -> \"low\"@Level.LOW ->",
			"when with one case | Level.LOW -> 1 | Level.HIGH -> 1",
			"when over null | null -> 0@Level.HIGH -> | null -> 0@Level.LOW ->",
			"when over a sealed interface | \"team\" | \"group\"", "local class | \" local\" | \" nearby\"",
			"lambda | \" in lambda\" | \" by lambda\"", "local function | \" nested\" | \" inside\"",
			"object expression | \" anonymous\" | \" nameless\"", "object | You are kind. | You are brief.",
			"method of an object | \"$system $text\" | \"$text $system\"",
			"top-level function | \" top\" | \" bottom\"", "inline function | block() + block() | block()",
			"inlined lambda | \" inlined\" | \" in line\"", "lambda of the library | \" mapped\" | \" changed\"",
			"default argument | suffix: String = \"!\" | suffix: String = \"?\"",
			"default value of a component | level: Level = Level.LOW | level: Level = Level.HIGH",
			"companion | Helper(\"made\") | Helper(\"created\")",
			"component added | val text: String, val level | val text: String, val more: Int = 1, val level",
			"lazy property | \"lazy value\" | \"eager value\"", "order of enum constants | LOW, HIGH } | HIGH, LOW }" })
	void semanticEditChangesTheFingerprint(String name, String from, String to) throws IOException {
		assertThat(edited(from, to).hash()).isNotEqualTo(original.hash());
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "comment | class Helper | /* a comment */ class Helper",
			"local variable renamed | val draft = Draft(text)@return draft.copy(text = draft.text | val d = Draft(text)@return d.copy(text = d.text",
			"unrelated method | fun String.shout | fun added() = \"added\"@fun String.shout",
			"unused method | this + \"!!\" | this + \"!?\"",
			"unrelated lambda before | var count = 0 | val added: () -> String@get() = { \"added\" }@var count = 0",
			"unrelated when before | open fun draft | fun added(level: Level) = when (level) { Level.HIGH -> 1@Level.LOW -> 2 }@open fun draft",
			"unrelated local class before | open fun draft | fun added(): Any { class Local(val a: Int)@return Local(1) }@open fun draft" })
	void neutralEditLeavesTheFingerprint(String name, String from, String to) throws IOException {
		CodeFingerprint edited = edited(from, to);
		assertThat(edited.changedSince(original.parts())).isEmpty();
	}

	@Test
	void findsWhatTheCodeReadsAndChanges() {
		assertThat(original.dependencies().fields())
			.contains("com.acme.Writer.helper", "com.acme.Helper.tone", "com.acme.Prompts.system")
			.doesNotContain("com.acme.Writer.unused", "com.acme.Prompts.USER");
		assertThat(original.dependencies().changed()).containsExactly("com.acme.Writer.count");
	}

	private static CodeFingerprint edited(String from, String to) throws IOException {
		String text = source.replaceAll("\n\\s*", "\n");
		String before = from.replace("@", "\n");
		if (text.contains(before)) {
			return fingerprint(text.replace(before, to.replace("@", "\n")));
		}
		String edited = text;
		String[] parts = from.split("@");
		String[] replaced = to.split("@");
		for (int i = 0; i < parts.length; i++) {
			assertThat(edited).contains(parts[i]);
			edited = edited.replace(parts[i], replaced[i]);
		}
		return fingerprint(edited);
	}

	private static CodeFingerprint fingerprint(String text) throws IOException {
		Path own = Files.createTempDirectory(directory, "edit");
		Path file = Files.writeString(own.resolve("Writer.kt"), text);
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		ExitCode status = new K2JVMCompiler().exec(new PrintStream(messages, true, StandardCharsets.UTF_8),
				"-no-stdlib", "-no-reflect", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d",
				own.resolve("classes").toString(), "-jvm-target", "17", "-java-parameters", file.toString());
		assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
		return CompiledStep.of(own.resolve("classes"), List.of("com.acme.Writer"));
	}

}
