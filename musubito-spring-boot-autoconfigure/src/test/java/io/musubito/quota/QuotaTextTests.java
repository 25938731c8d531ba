package io.musubito.quota;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is stored of the use of a model is read back, and damage is seen.
 */
class QuotaTextTests {

	@Test
	void isReadBack() {
		QuotaState state = new QuotaState(1, 2, 3, Map.of("7-a/b", new Share(1, 2, 3, 4, 5, 6, 7), "8-c/d", Share.NONE),
				List.of(new Ended(1_000, 2, 3), new Ended(2_000, 4, 5)));
		assertThat(QuotaText.read(QuotaText.write(state))).isEqualTo(state);
		assertThat(QuotaText.read(QuotaText.write(QuotaState.EMPTY))).isEqualTo(QuotaState.EMPTY);
		assertThat(QuotaText.read("")).isEqualTo(QuotaState.EMPTY);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "ended 1 2 3", "time 1 2", "time 1 2 x", "time 1 2 -3", "time 1 2 3\nended 1 2",
			"time 1 2 3\nshare a 1 2 3 4 5 6", "time 1 2 3\nother 1" })
	void damageIsSeen(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> QuotaText.read(text));
	}

}
