package io.musubito.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is measured in a JVM of its own: a row of the table, or some that need the same
 * preparation.
 */
enum Figure {

	REPLAY_1K(Replays.of(1_000)),

	REPLAY_100K(Replays.of(100_000)),

	/** To execute a million times takes long, so only when it is asked for. */
	REPLAY_1M(Replays.of(1_000_000)),

	REPLAY_THREADS(ThreadedReplays::measure),

	REPLAY_CAFFEINE(CachedReplays::measure),

	PIPELINE_20(Pipelines.of(20)),

	PIPELINE_10K(Pipelines.of(10_000)),

	FIRST_EXECUTION(FirstExecution::measure),

	FAN_OUT(FanOut::measure),

	INVALIDATION_CHAIN(Invalidation.of(Shape.CHAIN)),

	INVALIDATION_LAYERS(Invalidation.of(Shape.LAYERS)),

	INVALIDATION_LADDER(Invalidation.of(Shape.LADDER)),

	INVALIDATION_FAN_OUT(Invalidation.of(Shape.FAN_OUT)),

	POSTGRESQL(OverPostgresql::measure),

	ALLOCATION(Replays::allocation),

	GROWTH(Growth::measure),

	START(SmallStart::measure);

	private final Measurement measurement;

	Figure(Measurement measurement) {
		this.measurement = measurement;
	}

	/**
	 * Measures it in this JVM, and prints its rows.
	 */
	void print(Scale scale) throws Exception {
		this.measurement.measure(scale).forEach((row) -> System.out.println(row.markdown()));
	}

	/**
	 * The name by which it is chosen.
	 */
	String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Figure of(String text) {
		return Arrays.stream(values())
			.filter((figure) -> figure.text().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no figure '" + text + "'; there are "
					+ Arrays.stream(values()).map(Figure::text).collect(Collectors.joining(", "))));
	}

}
