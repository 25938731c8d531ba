package io.musubito.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigurationFingerprintTests {

	@TempDir
	private Path folder;

	private Path prompt;

	@BeforeEach
	void writePrompt() throws IOException {
		this.prompt = Files.writeString(this.folder.resolve("draft.st"), "Be brief.");
	}

	@Test
	void nothingDeclaredIsNothing() {
		assertThat(fingerprint(List.of(), List.of()).current()).isEmpty();
	}

	@Test
	void theSameContentHasTheSameHashElsewhere() throws IOException {
		Path copy = Files.writeString(this.folder.resolve("copy.st"), "Be brief.");
		assertThat(only(fingerprint(List.of(copy.toUri().toString()), List.of())))
			.isEqualTo(only(fingerprint(List.of(location()), List.of())))
			.matches("[0-9a-f]{64}");
		assertThat(fingerprint(List.of(location()), List.of()).current()).containsOnlyKeys("resource " + location());
	}

	@Test
	void aChangeIsSeenAtOnceAndGoingBackToo() throws IOException {
		ConfigurationFingerprint fingerprint = fingerprint(List.of(location()), List.of());
		String before = only(fingerprint);
		Files.writeString(this.prompt, "Be very brief.");
		String after = only(fingerprint);
		assertThat(after).isNotEqualTo(before);
		assertThat(only(fingerprint)).isEqualTo(after);
		Files.writeString(this.prompt, "Be brief.");
		assertThat(only(fingerprint)).isEqualTo(before);
	}

	@Test
	void whatWasReadAtStartupCountsWhileTheContentIsAnother() throws IOException {
		ConfigurationFingerprint older = fingerprint(List.of(location()), List.of());
		Files.writeString(this.prompt, "Be long.");
		ConfigurationFingerprint newer = fingerprint(List.of(location()), List.of());
		assertThat(only(older)).isNotEqualTo(only(newer));
	}

	@Test
	void aChangeOfTheSameSizeInTheSameInstantIsSeen() throws IOException {
		FileTime time = Files.getLastModifiedTime(this.prompt);
		ConfigurationFingerprint fingerprint = fingerprint(List.of(location()), List.of());
		String before = only(fingerprint);
		for (String content : List.of("Be wordy.", "Be quick.", "Be funny.")) {
			Files.writeString(this.prompt, content);
			Files.setLastModifiedTime(this.prompt, time);
			assertThat(only(fingerprint)).isNotEqualTo(before);
		}
	}

	@Test
	void aReplacementOfTheSameSizeAndAgeIsSeen() throws IOException {
		FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
		Files.setLastModifiedTime(this.prompt, old);
		ConfigurationFingerprint fingerprint = fingerprint(List.of(location()), List.of());
		String before = only(fingerprint);
		Path other = Files.writeString(this.folder.resolve("other.st"), "Be wordy.");
		Files.setLastModifiedTime(other, old);
		Files.move(other, this.prompt, StandardCopyOption.REPLACE_EXISTING);
		assertThat(only(fingerprint)).isNotEqualTo(before);
	}

	@Test
	void aStampIsTrustedOnlyWhenItIsOld() throws IOException {
		FileStamp fresh = FileStamp.of(this.prompt);
		assertThat(fresh.isOlderThan(java.time.Duration.ofSeconds(2))).isFalse();
		FileTime hourAgo = FileTime.from(Instant.now().minusSeconds(3600));
		assertThat(new FileStamp(hourAgo, hourAgo, 1, null).isOlderThan(java.time.Duration.ofSeconds(2))).isTrue();
		assertThat(new FileStamp(hourAgo, fresh.changed(), 1, null).isOlderThan(java.time.Duration.ofSeconds(2)))
			.isFalse();
		FileTime future = FileTime.from(Instant.now().plusSeconds(3600));
		assertThat(new FileStamp(future, hourAgo, 1, null).isOlderThan(java.time.Duration.ofSeconds(2))).isFalse();
	}

	@Test
	void aResourceInAnArchiveIsRead() throws IOException {
		Path jar = this.folder.resolve("a.jar");
		try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
			output.putNextEntry(new JarEntry("draft.st"));
			output.write("Be brief.".getBytes(java.nio.charset.StandardCharsets.UTF_8));
		}
		String location = "jar:" + URI.create(jar.toUri().toString()) + "!/draft.st";
		assertThat(only(fingerprint(List.of(location), List.of())))
			.isEqualTo(only(fingerprint(List.of(location()), List.of())));
	}

	@Test
	void aMissingResourceFailsTheStart() {
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> fingerprint(List.of("classpath:nowhere.st"), List.of()))
			.withMessageContaining("Step 'draft'")
			.withMessageContaining("'classpath:nowhere.st'")
			.withMessageContaining("correct its location");
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> fingerprint(List.of("file:" + this.folder), List.of()));
	}

	@Test
	void aResourceThatVanishedIsReported() throws IOException {
		ConfigurationFingerprint fingerprint = fingerprint(List.of(location()), List.of());
		Files.delete(this.prompt);
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(fingerprint::current)
			.withMessageContaining("Step 'draft'")
			.withMessageContaining(location())
			.withMessageContaining("Put it back");
	}

	private String location() {
		return this.prompt.toUri().toString();
	}

	private static String only(ConfigurationFingerprint fingerprint) {
		SortedMap<String, String> current = fingerprint.current();
		assertThat(current).hasSize(1);
		return current.get(current.firstKey());
	}

	private ConfigurationFingerprint fingerprint(List<String> resources, List<String> keys) {
		return new StepConfigurations(new DefaultResourceLoader(), new StandardEnvironment(), new NoProperties())
			.of("draft", StepType.DETERMINISTIC, resources, keys, Collections::emptySortedMap);
	}

	private static final class NoProperties implements ApplicationProperties {

		@Override
		public Selection at(String key) {
			throw new AssertionError("not asked for");
		}

		@Override
		public Selection ofModels() {
			throw new AssertionError("not asked for");
		}

	}

}
