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

	private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
		.thenComparing(Finding::file)
		.thenComparing(Finding::line);

	@MusubitoStep(name = "score")
	Score score(List<Investigation> investigations) {
		List<Finding> findings = investigations.stream()
			.flatMap((investigation) -> investigation.findings().stream())
			.distinct()
			.sorted(WORST_FIRST)
			.toList();
		return new Score(findings.stream().mapToInt((finding) -> points(finding.severity())).sum(), findings);
	}

	private static int points(Severity severity) {
		return switch (severity) {
			case CRITICAL -> 10;
			case MAJOR -> 4;
			case MINOR -> 1;
		};
	}

}
