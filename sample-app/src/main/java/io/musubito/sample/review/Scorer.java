package io.musubito.sample.review;

import java.util.Comparator;
import java.util.List;

import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;

/**
 * Adds findings up.
 */
@Component
class Scorer {

	@MusubitoStep(name = "score")
	Score score(List<Investigation> investigations) {
		List<Finding> findings = investigations.stream()
			.flatMap((investigation) -> investigation.findings().stream())
			.distinct()
			.sorted(worstFirst())
			.toList();
		return new Score(findings.stream().mapToInt((finding) -> points(finding.severity())).sum(), findings);
	}

	private static Comparator<Finding> worstFirst() {
		return Comparator.comparing(Finding::severity).thenComparing(Finding::file).thenComparing(Finding::line);
	}

	private static int points(Severity severity) {
		return switch (severity) {
			case CRITICAL -> 10;
			case MAJOR -> 4;
			case MINOR -> 1;
		};
	}

}
