package io.musubito.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.musubito.ArtifactTransformer;
import io.musubito.ContentPlace;
import io.musubito.UnrestorableContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is encrypted can be read with its key, in its place, unchanged, and not otherwise.
 */
class AesGcmTransformerTests {

	private static final ContentPlace PLACE = new ContentPlace("shop", "payload");

	private static final byte[] CONTENT = "{\"text\":\"a private answer\"}".getBytes(StandardCharsets.UTF_8);

	private final ArtifactTransformer transformer = with("a", Map.of("a", key(1)));

	private static byte[] key(int number) {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) number);
		return key;
	}

	private static ArtifactTransformer with(String active, Map<String, byte[]> keys) {
		return new AesGcmTransformer(active, keys);
	}

	@ParameterizedTest
	@ValueSource(ints = { 16, 24, 32 })
	void readsWhatItHasWritten(int length) {
		ArtifactTransformer one = with("a", Map.of("a", Arrays.copyOf(key(7), length)));
		for (int size : new int[] { 0, 1, 15, 16, 17, 4_096, 1_000_000 }) {
			byte[] content = new byte[size];
			new Random(size).nextBytes(content);
			assertThat(one.restore(one.transform(content, PLACE), PLACE)).isEqualTo(content);
		}
	}

	@Test
	void refusesEachBitThatWasFlippedAndEachLengthThatIsShorter() {
		byte[] stored = this.transformer.transform(CONTENT, PLACE);
		for (int bit = 0; bit < stored.length * 8; bit++) {
			byte[] flipped = stored.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertRefused(this.transformer, flipped, PLACE);
		}
		for (int length = 0; length < stored.length; length++) {
			assertRefused(this.transformer, Arrays.copyOf(stored, length), PLACE);
		}
		assertRefused(this.transformer, Arrays.copyOf(stored, stored.length + 1), PLACE);
	}

	@Test
	void refusesWhatWasMoved() {
		byte[] stored = this.transformer.transform(CONTENT, PLACE);
		assertRefused(this.transformer, stored, new ContentPlace("shop", "inputs"));
		assertRefused(this.transformer, stored, new ContentPlace("", "payload"));
		assertRefused(this.transformer, stored, new ContentPlace("shopp", "ayload"));
		// Under a key that is the same by another id
		ArtifactTransformer other = with("b", Map.of("b", key(1)));
		byte[] renamed = stored.clone();
		renamed[1] = 'b';
		assertRefused(other, renamed, PLACE);
	}

	@Test
	void readsWithEachKeyAndWritesWithTheActiveOne() {
		ArtifactTransformer both = with("b", Map.of("a", key(1), "b", key(2)));
		assertThat(both.restore(this.transformer.transform(CONTENT, PLACE), PLACE)).isEqualTo(CONTENT);
		byte[] stored = both.transform(CONTENT, PLACE);
		assertThat(with("b", Map.of("b", key(2))).restore(stored, PLACE)).isEqualTo(CONTENT);
		assertThatExceptionOfType(UnrestorableContentException.class)
			.isThrownBy(() -> this.transformer.restore(stored, PLACE))
			.withMessage("it is encrypted with the key 'b', which musubito.encryption.keys does not have. Add it there "
					+ "beside the others");
	}

	@Test
	void saysThatAKeyIsAnotherOne() {
		byte[] stored = this.transformer.transform(CONTENT, PLACE);
		assertThatExceptionOfType(UnrestorableContentException.class)
			.isThrownBy(() -> with("a", Map.of("a", key(2))).restore(stored, PLACE))
			.withMessageContaining("that is not the one of musubito.encryption.keys.a");
	}

	@Test
	void encryptsEachContentUnderANonceOfItsOwn() {
		Set<String> nonces = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			byte[] stored = this.transformer.transform(CONTENT, PLACE);
			nonces.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(stored, 2, 14)));
		}
		assertThat(nonces).hasSize(10_000);
	}

	@Test
	void showsNeitherKeysNorWhatAnAttackerHasWritten() {
		assertThat(this.transformer).hasToString("AES-GCM with key 'a' of [a]");
		byte[] hostile = new byte[60];
		byte[] id = "<script>\n".getBytes(StandardCharsets.US_ASCII);
		hostile[0] = (byte) id.length;
		System.arraycopy(id, 0, hostile, 1, id.length);
		assertThatExceptionOfType(UnrestorableContentException.class)
			.isThrownBy(() -> this.transformer.restore(hostile, PLACE))
			.withMessageContaining("'?script??'");
		assertThatIllegalArgumentException().isThrownBy(() -> with("x", Map.of("a", key(1))));
	}

	private static void assertRefused(ArtifactTransformer transformer, byte[] stored, ContentPlace place) {
		assertThatExceptionOfType(UnrestorableContentException.class)
			.isThrownBy(() -> transformer.restore(stored, place));
	}

}
