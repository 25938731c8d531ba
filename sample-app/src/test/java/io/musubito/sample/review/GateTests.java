package io.musubito.sample.review;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * From findings to the verdict.
 */
class GateTests {

	private final Scorer scorer = new Scorer();

	private final Gate gate = new Gate(5, false);

	@Test
	void blocksFromTheThresholdOn() {
		assertThat(verdict(Severity.MAJOR)).isEqualTo(new Verdict(Verdict.Decision.PASS, "4 points; 5 or more block"));
		assertThat(verdict(Severity.MAJOR, Severity.MINOR))
			.isEqualTo(new Verdict(Verdict.Decision.BLOCK, "5 points; 5 or more block"));
		assertThat(verdict(Severity.CRITICAL).decision()).isEqualTo(Verdict.Decision.BLOCK);
		assertThat(verdict().decision()).isEqualTo(Verdict.Decision.PASS);
	}

	@Test
	void listsTheWorstFirstAndEachOnce() {
		Finding minor = new Finding("A.java", 1, Severity.MINOR, "odd");
		Finding major = new Finding("B.java", 1, Severity.MAJOR, "wrong");
		Score score = this.scorer
			.score(List.of(new Investigation(List.of(minor)), new Investigation(List.of(major, minor))));
		assertThat(score).isEqualTo(new Score(5, List.of(major, minor)));
	}

	@Test
	void failsWhenTheScriptSaysSo() {
		assertThatIllegalStateException().isThrownBy(() -> new Gate(5, true).gate(new Score(0, List.of())))
			.withMessageContaining("sample.review.fail-at-gate");
	}

	private Verdict verdict(Severity... severities) {
		List<Finding> findings = List.of(severities)
			.stream()
			.map((severity) -> new Finding("A.java", 1, severity, "odd"))
			.toList();
		return this.gate.gate(this.scorer.score(List.of(new Investigation(findings))));
	}

}
