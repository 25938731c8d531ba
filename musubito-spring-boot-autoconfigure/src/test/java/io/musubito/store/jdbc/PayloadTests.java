package io.musubito.store.jdbc;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Payload}.
 */
class PayloadTests {

	@ParameterizedTest
	@ValueSource(ints = { 2, 1000, 4096 })
	void aTextThatIsNotLongIsStoredAsItIs(int length) {
		byte[] json = text(length).getBytes(StandardCharsets.UTF_8);
		Payload payload = Payload.of(json);
		assertThat(payload.compressed()).isFalse();
		assertThat(payload.bytes()).isEqualTo(json);
		assertThat(payload.json()).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(ints = { 4097, 5000, 70_000, 2_000_000 })
	void aLongTextIsCompressed(int length) {
		Payload payload = Payload.of(text(length));
		assertThat(payload.compressed()).isTrue();
		assertThat(payload.bytes()).hasSizeLessThan(length);
		assertThat(payload.text()).isEqualTo(text(length));
	}

	@Test
	void whatCanNotBeDecompressedIsGivenAsItIsSoThatItDoesNotMatchItsHash() {
		byte[] damaged = { 1, 2, 3 };
		assertThat(new Payload(true, damaged).json()).isEqualTo(damaged);
	}

	private static String text(int length) {
		return "\"" + "a word ".repeat(length).substring(0, length - 2) + "\"";
	}

}
