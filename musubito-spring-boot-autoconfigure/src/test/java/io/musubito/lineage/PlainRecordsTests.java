package io.musubito.lineage;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainRecordsTests {

	@Test
	void aRecordWithoutCodeIsPlain() {
		assertThat(PlainRecords.contains(Plain.class)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(classes = { Compact.class, Explicit.class, Second.class, Named.class, Typed.class, String.class,
			List.class })
	void whatMayCreateItAnotherWayIsNot(Class<?> type) {
		assertThat(PlainRecords.contains(type)).isFalse();
	}

	record Plain(String text, int number, long big, double real, float less, boolean flag,
			@Nullable List<Plain> more) implements Comparable<Plain> {

		static final String CONSTANT = "constant";

		@Override
		public int compareTo(Plain other) {
			return this.text.compareTo(other.text);
		}

	}

	record Compact(String text) {

		Compact {
			text = text.isBlank() ? "none" : text;
		}

	}

	record Explicit(String text) {

		Explicit(String text) {
			this.text = "always";
		}

	}

	record Second(String text) {

		Second() {
			this("none");
		}

	}

	record Named(@JsonProperty("t") String text) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Kind {

	}

	record Typed(String text) implements Kind {

	}

}
