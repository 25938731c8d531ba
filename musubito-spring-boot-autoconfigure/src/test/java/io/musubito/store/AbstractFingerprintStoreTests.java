package io.musubito.store;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link FingerprintStore} must do.
 */
public abstract class AbstractFingerprintStoreTests extends AbstractStoreTests {

	@Test
	void keepsTheNewestOfEachApplication() {
		FingerprintStore fingerprints = this.store.fingerprints();
		assertThat(fingerprints.find("com.acme")).isEmpty();
		fingerprints.remember("com.acme", new byte[] { 1, 0, -1 });
		fingerprints.remember("com.other", new byte[] { 3 });
		fingerprints.remember("com.acme", new byte[] { 2, 0, -2 });
		FingerprintStore other = openAnother().fingerprints();
		assertThat(other.find("com.acme")).contains(new byte[] { 2, 0, -2 });
		assertThat(other.find("com.other")).contains(new byte[] { 3 });
	}

}
