package io.musubito.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import io.musubito.ArtifactTransformer;
import io.musubito.ContentPlace;
import io.musubito.UnrestorableContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that can't be used are refused at the start, and the message has no part of them.
 */
class EncryptionConfigurationTests {

	private static final String KEY = "c2VjcmV0LWtleS1vZi0zMi1ieXRlcy1zby1zZWNyZXQ=";

	private static final String FILE = "musubito.encryption.keys.a.file=";

	private static final String VALUE = "musubito.encryption.keys.a.value=";

	@TempDir
	Path directory;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class))
			.withPropertyValues("musubito.store.path=" + this.directory.resolve("musubito.db"));
	}

	private Path file(String content, String permissions) throws IOException {
		Path file = Files.writeString(this.directory.resolve("key"), content);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	private void assertRefused(String property, String... parts) {
		runner().withPropertyValues(property.split("\\|"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.message()
				.contains(parts)
				.doesNotContain("c2VjcmV0", "secret"));
		assertThat(this.directory.resolve("musubito.db")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource({ "rw-------", "r--r-----", "r--------" })
	void aFileThatOthersCantReadIsTaken(String permissions) throws IOException {
		String property = FILE + file(KEY + "\n", permissions);
		runner().withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "rw-r--r--,read", "rw-----w-,write" })
	void aFileOfAllUsersIsRefused(String permissions, String what) throws IOException {
		assertRefused(FILE + file(KEY, permissions), "all users of this machine may " + what, "chmod 600");
	}

	@Test
	void whatIsNoFileIsRefused() throws IOException {
		assertRefused(FILE + this.directory.resolve("absent"), "musubito.encryption.keys.a.file",
				"there is no such file");
		assertRefused(FILE + this.directory, "it is no file");
	}

	@Test
	void whatIsNoKeyIsRefused() throws IOException {
		assertRefused(FILE + file("c2VjcmV0", "rw-------"), "Base64 of 6 bytes", "16, 24 or 32",
				"openssl rand -base64 32");
		assertRefused(FILE + file("", "rw-------"), "Base64 of 0 bytes");
		assertRefused(FILE + file("secret!", "rw-------"), "is no Base64");
		assertRefused(FILE + file("a".repeat(1_000_000), "rw-------"), "Base64 of 768 bytes");
		assertRefused(VALUE + "c2VjcmV0", "musubito.encryption.keys.a.value", "Base64 of 6 bytes");
		assertRefused(VALUE, "neither a value nor a file");
		assertRefused(VALUE + KEY + "|" + FILE + "x", "both a value and a file");
	}

	@Test
	void itIsClearWhichKeyEncrypts() {
		assertRefused(VALUE + KEY + "|musubito.encryption.keys.b.value=" + KEY, "[a, b]", "nothing says which");
		assertRefused(VALUE + KEY + "|musubito.encryption.active-key=c", "'c'", "[a]");
		assertRefused("musubito.encryption.active-key=c", "there is no key");
		assertRefused("musubito.encryption.keys.[a/b].value=" + KEY, "'a/b'");
	}

	@Test
	void anApplicationTransformsItself() {
		runner().withBean(ArtifactTransformer.class, Reversing::new)
			.run((context) -> assertThat(context).hasNotFailed());
		runner().withBean(ArtifactTransformer.class, Reversing::new)
			.withPropertyValues(VALUE + KEY)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("only one of them can transform"));
	}

	@Test
	void noPropertyIsShownByTheirToString() {
		assertThat(Base64.getDecoder().decode(KEY)).hasSize(32);
		runner().withPropertyValues(VALUE + KEY)
			.run((context) -> assertThat(String.valueOf(context.getBean(MusubitoProperties.class).getEncryption()))
				.doesNotContain(KEY));
	}

	/**
	 * What is not AES.
	 */
	static final class Reversing implements ArtifactTransformer {

		@Override
		public byte[] transform(byte[] content, ContentPlace place) {
			byte[] reversed = new byte[content.length];
			for (int i = 0; i < content.length; i++) {
				reversed[i] = content[content.length - 1 - i];
			}
			return reversed;
		}

		@Override
		public byte[] restore(byte[] stored, ContentPlace place) {
			if (place.column().isEmpty()) {
				throw new UnrestorableContentException("no place");
			}
			return transform(stored, place);
		}

	}

}
