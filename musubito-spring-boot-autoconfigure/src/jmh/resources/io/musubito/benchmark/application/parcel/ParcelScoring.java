package com.acme.desk.parcel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

@Component
public class ParcelScoring {

	private static final double FULL = 100;

	private final Map<ParcelSeverity, ToDoubleFunction<Long>> malus = new EnumMap<>(ParcelSeverity.class);

	public ParcelScoring() {
		this.malus.put(ParcelSeverity.INFO, (count) -> Math.min(count, 5));
		this.malus.put(ParcelSeverity.WARNING, (count) -> count * 4.5);
		this.malus.put(ParcelSeverity.ERROR, (count) -> 25 + count * 10);
	}

	public double score(List<ParcelFinding> findings) {
		Map<ParcelSeverity, Long> counts = findings.stream()
			.collect(Collectors.groupingBy(ParcelFinding::severity, Collectors.counting()));
		double score = FULL;
		for (Map.Entry<ParcelSeverity, Long> count : counts.entrySet()) {
			score -= this.malus.get(count.getKey()).applyAsDouble(count.getValue()) + count.getKey().weight();
		}
		return Math.max(0, round(score));
	}

	public String grade(double score) {
		if (score >= 90) {
			return "A";
		}
		return (score >= 60) ? "B" : "C";
	}

	private static double round(double score) {
		return Math.round(score * 10) / 10.0;
	}

}
