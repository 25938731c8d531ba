package io.musubito.code;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.code.FingerprintMemory.Entry;
import io.musubito.value.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that is started again. {@link CodeMutationTests} edits it in between.
 */
@Tag("process")
@Tag("slow")
class RememberedFingerprintTests {

	private static final SourceTree SOURCES = SourceTree.read();

	@TempDir
	private static Path directory;

	private static Path classes;

	private static AcmeStart first;

	@BeforeAll
	static void startOnce() {
		classes = SOURCES.compile(directory.resolve("original"));
		first = AcmeStart.of(classes).start();
	}

	@Test
	void isTakenOverWhenNothingChanged() {
		assertThat(first.takenOver()).isFalse();
		assertThat(first.fingerprint()).isEqualTo(AcmeFingerprint.of(classes));
		AcmeStart second = AcmeStart.of(classes).after(first).start();
		assertThat(second.takenOver()).isTrue();
		assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
	}

	@Test
	void isTakenOverInAnotherPlaceAndAfterAnUnreachedClassChanged() {
		Path edited = SOURCES.edit("Unreachable", "nobody asks", "nobody asked")
			.compile(directory.resolve("unreached"));
		assertThat(AcmeStart.of(edited).after(first).start().takenOver()).isTrue();
	}

	@Test
	void startsOneAfterTheOtherRememberTheNewest() {
		Path edited = SOURCES.edit("Farther", "far away", "further away").compile(directory.resolve("newest"));
		AcmeStart changed = AcmeStart.of(edited).after(first).start();
		assertThat(changed.takenOver()).isFalse();
		AcmeStart again = AcmeStart.of(edited).after(changed).start();
		assertThat(again.takenOver()).isTrue();
		assertThat(again.fingerprint()).isEqualTo(AcmeFingerprint.of(edited)).isNotEqualTo(first.fingerprint());
		assertThat(AcmeStart.of(classes).after(again).start().fingerprint()).isEqualTo(first.fingerprint());
	}

	@Test
	void anotherBeanIsInjected() {
		assertComputed(AcmeStart.of(classes).with((loader) -> AcmeFingerprint.beans(loader, "com.acme.LooseRules")));
		assertComputed(AcmeStart.of(classes)
			.with((loader) -> AcmeFingerprint.beans(loader, "com.acme.StrictRules", "com.acme.LooseRules")));
		assertComputed(AcmeStart.of(classes).with((loader) -> AcmeFingerprint.beans(loader)));
	}

	@Test
	void aProxyIsInjected() {
		assertComputed(AcmeStart.of(classes).with((loader) -> {
			Class<?> rules = AcmeFingerprint.load(loader, "com.acme.Rules");
			Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] { rules }, (self, method, arguments) -> null);
			return replacing(AcmeFingerprint.beans(loader, "com.acme.StrictRules"), rules,
					new BeanCode(proxy.getClass(), null));
		}));
	}

	@Test
	void proxiesAndLambdasAreTheSameUnderAnotherName() {
		AcmeStart.Starter lambda = AcmeStart.of(classes).with((loader) -> {
			Runnable body = directory::toString;
			Class<?> rules = AcmeFingerprint.load(loader, "com.acme.Rules");
			Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] { rules, Collaborators.class },
					(self, method, arguments) -> null);
			return replacing(AcmeFingerprint.beans(loader), rules, new BeanCode(body.getClass(), null),
					new BeanCode(proxy.getClass(), null));
		});
		AcmeStart second = lambda.after(lambda.start()).start();
		assertThat(second.takenOver()).isTrue();
		assertThat(second.fingerprint()).isEqualTo(lambda.start().fingerprint());
	}

	@Test
	void anotherMethodMakesTheBean() {
		assertComputed(AcmeStart.of(classes).with((loader) -> {
			Class<?> client = AcmeFingerprint.load(loader, "com.acme.Client");
			Class<?> config = AcmeFingerprint.load(loader, "com.acme.Config");
			return replacing(AcmeFingerprint.beans(loader, "com.acme.StrictRules"), client,
					new BeanCode(client, AcmeFingerprint.method(config, "unrelated")));
		}));
	}

	@Test
	void aConstructorMakesTheBean() {
		assertComputed(AcmeStart.of(classes).with((loader) -> {
			Class<?> client = AcmeFingerprint.load(loader, "com.acme.Client");
			return replacing(AcmeFingerprint.beans(loader, "com.acme.StrictRules"), client, new BeanCode(client, null));
		}));
	}

	@Test
	void aBeanIsFoundByItsClassOnly() {
		SourceTree sources = SOURCES.edit("Farther", "return \"far away\";",
				"return String.valueOf(Unreachable.class);");
		Path edited = sources.compile(directory.resolve("named"));
		AcmeStart before = AcmeStart.of(edited).start();
		AcmeStart.Starter now = AcmeStart.of(edited)
			.with((loader) -> replacing(AcmeFingerprint.beans(loader, "com.acme.StrictRules"),
					AcmeFingerprint.load(loader, "com.acme.Unreachable"),
					new BeanCode(AcmeFingerprint.load(loader, "com.acme.LooseRules"), null)));
		assertThat(now.after(before).start().fingerprint()).isEqualTo(now.start().fingerprint())
			.isNotEqualTo(before.fingerprint());
	}

	@Test
	void otherPackagesBelongToTheApplication() {
		Predicate<String> without = AcmeFingerprint.APPLICATION.and((name) -> !name.equals("com.acme.Farther"));
		assertComputed(AcmeStart.of(classes).of(without));
	}

	@Test
	void aClassOfALibraryChanged() {
		Predicate<String> without = AcmeFingerprint.APPLICATION.and((name) -> !name.equals("com.acme.Polite"));
		AcmeStart before = AcmeStart.of(classes).of(without).start();
		Path edited = SOURCES
			.edit("Polite", "interface Polite {",
					"interface Polite {\n\n\tdefault String unused(String text) {\n\t\treturn text;\n\t}\n")
			.edit("Writer", "private String unused(", "public String unused(")
			.compile(directory.resolve("library"));
		Path library = copy("only-library", edited, "com/acme/Polite.class");
		AcmeStart.Starter now = AcmeStart.of(library).of(without);
		AcmeStart after = now.after(before).start();
		assertThat(after.takenOver()).isFalse();
		assertThat(after.fingerprint()).isEqualTo(now.start().fingerprint());
	}

	@Test
	void aClassThatWasAbsentIsThere() throws Exception {
		Predicate<String> without = AcmeFingerprint.APPLICATION.and((name) -> !name.startsWith("com.acme.Missing"));
		SourceTree sources = SOURCES.with("Missing", "package com.acme;\n\nclass Missing extends MissingBase {\n}\n")
			.with("MissingBase",
					"package com.acme;\n\nclass MissingBase {\n\n\tstatic String text() {\n\t\treturn \"\";\n\t}\n\n}\n")
			.edit("Farther", "return \"far away\";", "return Missing.text();");
		Path there = sources.compile(directory.resolve("there"));
		Path absent = sources.compile(directory.resolve("absent"));
		Files.delete(absent.resolve("com/acme/Missing.class"));
		AcmeStart before = AcmeStart.of(absent).of(without).start();
		AcmeStart.Starter now = AcmeStart.of(there).of(without);
		assertThat(before.fingerprint().boundary().external()).contains("com.acme.Missing#text()");
		assertThat(now.after(before).start().fingerprint()).isEqualTo(now.start().fingerprint())
			.isNotEqualTo(before.fingerprint());
	}

	@Test
	void aClassIsGone() throws Exception {
		Path incomplete = SOURCES.compile(directory.resolve("incomplete"));
		Files.delete(incomplete.resolve("com/acme/Farther.class"));
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> AcmeStart.of(incomplete).after(first).start())
			.withMessageContaining("com.acme.Farther");
	}

	@Test
	void anotherLevelCounts() {
		AcmeStart method = AcmeStart.of(classes).at(CodeLevel.METHOD).after(first).start();
		assertThat(method.takenOver()).isFalse();
		assertThat(method.fingerprint()).isEqualTo(AcmeFingerprint.of(classes, CodeLevel.METHOD));
		assertThat(AcmeStart.of(classes).at(CodeLevel.METHOD).after(method).start().takenOver()).isTrue();
		assertThat(AcmeStart.of(classes).after(method).start().fingerprint()).isEqualTo(first.fingerprint());
		assertThat(AcmeStart.of(classes).at(CodeLevel.NONE).after(first).start().fingerprint())
			.isEqualTo(CodeFingerprint.none());
	}

	@Test
	void aFileThatWasReplacedMeanwhileIsNotTakenForTheOneThatWasRead() throws Exception {
		Path replaced = SOURCES.compile(directory.resolve("replaced"));
		Path edited = SOURCES.edit("Farther", "far away", "further away").compile(directory.resolve("replacement"));
		byte[] remembered;
		try (URLClassLoader loader = loader(replaced)) {
			CodeFingerprints fingerprints = new CodeFingerprints(AcmeFingerprint.APPLICATION,
					AcmeFingerprint.beans(loader, "com.acme.StrictRules"), new byte[0]);
			AcmeFingerprint.of(fingerprints, loader, CodeLevel.REACHABLE);
			Files.copy(edited.resolve("com/acme/Farther.class"), replaced.resolve("com/acme/Farther.class"),
					StandardCopyOption.REPLACE_EXISTING);
			remembered = fingerprints.toRemember().orElseThrow();
		}
		assertThat(AcmeStart.of(replaced).after(remembered).start().fingerprint())
			.isEqualTo(AcmeFingerprint.of(edited));
		assertThat(AcmeStart.of(classes).after(remembered).start().takenOver()).isTrue();
	}

	@Test
	void eachFileIsReadOnce() throws Exception {
		Path edited = SOURCES.edit("Farther", "far away", "further away").compile(directory.resolve("read-once"));
		for (Path path : List.of(classes, edited)) {
			try (CountingClassLoader loader = new CountingClassLoader(path)) {
				AcmeStart.of(path).after(first).start(loader);
				assertThat(loader.read).contains("com/acme/Farther.class").doesNotHaveDuplicates();
			}
		}
	}

	@Test
	void damagedBytesAreAsGoodAsNone() {
		byte[] bytes = first.remembered();
		for (int i = 0; i < bytes.length; i += 1 + bytes.length / 200) {
			byte[] damaged = bytes.clone();
			damaged[i] ^= 4;
			assertNothingIsTakenOver(damaged);
		}
		for (int length : List.of(0, 1, 31, 32, 33, bytes.length / 2, bytes.length - 1)) {
			assertNothingIsTakenOver(Arrays.copyOf(bytes, length));
		}
	}

	@Test
	void bytesThatMakeNoSenseAreAsGoodAsNone() {
		byte[] bytes = first.remembered();
		for (int i = 32; i < bytes.length; i += 1 + bytes.length / 200) {
			assertNothingIsTakenOver(withHash(Arrays.copyOfRange(bytes, 32, i)));
		}
	}

	@Test
	void countsThatMakeNoSenseAreAsGoodAsNone() throws Exception {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(content);
		out.writeUTF(Algorithm.id());
		out.writeInt(-1);
		assertNothingIsTakenOver(withHash(content.toByteArray()));
	}

	@Test
	void whatAnotherAlgorithmComputedIsAsGoodAsNone() {
		Map<String, Entry> entries = FingerprintFile.read(Algorithm.id(), first.remembered());
		assertThat(entries).hasSize(1);
		byte[] other = FingerprintFile.write("musubito/0", entries).orElseThrow();
		assertThat(FingerprintFile.read("musubito/0", other)).isEqualTo(entries);
		assertNothingIsTakenOver(other);
	}

	private static byte[] withHash(byte[] content) {
		return ByteBuffer.allocate(32 + content.length).put(Sha256.newDigest().digest(content)).put(content).array();
	}

	private static void assertNothingIsTakenOver(byte[] remembered) {
		AcmeStart start = AcmeStart.of(classes).after(remembered).start();
		assertThat(start.takenOver()).isFalse();
		assertThat(start.fingerprint()).isEqualTo(first.fingerprint());
	}

	private static void assertComputed(AcmeStart.Starter starter) {
		AcmeStart again = starter.after(first).start();
		assertThat(again.takenOver()).isFalse();
		assertThat(again.fingerprint()).isEqualTo(starter.start().fingerprint()).isNotEqualTo(first.fingerprint());
		assertThat(starter.after(again).start().takenOver()).isTrue();
	}

	private static Collaborators replacing(Collaborators beans, Class<?> type, BeanCode... by) {
		return (asked) -> (asked == type) ? List.of(by) : beans.candidates(asked);
	}

	private static Path copy(String name, Path edited, String file) {
		try {
			Path target = SOURCES.compile(directory.resolve(name));
			Files.copy(edited.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
			return target;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URLClassLoader loader(Path path) throws Exception {
		return new URLClassLoader(new URL[] { path.toUri().toURL() },
				RememberedFingerprintTests.class.getClassLoader());
	}

	private static final class CountingClassLoader extends URLClassLoader {

		private final Collection<String> read = new ArrayList<>();

		private CountingClassLoader(Path path) throws Exception {
			super(new URL[] { path.toUri().toURL() }, RememberedFingerprintTests.class.getClassLoader());
		}

		@Override
		public InputStream getResourceAsStream(String name) {
			this.read.add(name);
			return super.getResourceAsStream(name);
		}

	}

}
