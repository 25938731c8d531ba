package io.musubito.sample.restart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.StepOutcome;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What was executed from exploded classes is replayed however the application is started
 * and on each JDK that is installed. On a machine with one JDK the starts on another are
 * reported as skipped, by name; that each JDK computes the same is then still what the
 * golden file of {@code CodeFingerprintsTests} says.
 */
class LoaderIntegrationTests {

	private static final String QUESTION = "When is a refund possible, in at most two sentences?";

	private static final StandIn model = StandIn.start(Latency.NONE);

	@TempDir
	private static Path directory;

	private static Reply executed;

	private static Map<String, String> codes;

	@BeforeAll
	static void executeFromClasses() throws Exception {
		try (SampleProcess sample = start(Launch.CLASSES, Jdk.running())) {
			assertThat(sample.log()).containsPattern(Launch.CLASSES.evidence(Jdk.running()));
			executed = sample.ask(QUESTION);
		}
		assertThat(executed.with(StepOutcome.EXECUTED)).containsExactly("retrieve", "constraints", "draft", "validate",
				"format");
		assertThat(model.use().requests()).isEqualTo(2);
		codes = codes();
		assertThat(codes).containsKeys("retrieve", "constraints", "draft", "validate", "format");
	}

	@AfterAll
	static void closeModel() {
		model.close();
	}

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("starts")
	void replaysWhatWasExecutedFromClasses(Launch launch, @Nullable Jdk jdk) throws Exception {
		assumeThat(jdk)
			.as("%s on another JDK than %s: none is beside %s or named by a variable JAVA_HOME_…", launch,
					Jdk.running(), Jdk.running().home())
			.isNotNull();
		forgetDefinitions();
		ModelUse before = model.use();
		Reply replayed;
		try (SampleProcess sample = start(launch, jdk)) {
			assertThat(sample.log()).containsPattern(launch.evidence(jdk));
			replayed = sample.ask(QUESTION);
		}
		assertThat(codes()).as("code fingerprints").isEqualTo(codes);
		assertThat(replayed.with(StepOutcome.REPLAYED)).containsExactlyElementsOf(executed.outcomes().keySet());
		assertThat(replayed.nodeIds()).isEqualTo(executed.nodeIds());
		assertThat(replayed.answer()).isEqualTo(executed.answer());
		assertThat(model.use()).isEqualTo(before);
	}

	static Stream<Arguments> starts() throws IOException {
		Named<@Nullable Jdk> other = Jdk.other()
			.map((jdk) -> Named.<@Nullable Jdk>of(jdk.toString(), jdk))
			.orElseGet(() -> Named.of("another JDK: none is installed", null));
		return Stream.concat(
				Stream.of(Launch.JAR, Launch.DEVTOOLS).map((launch) -> Arguments.of(launch, Jdk.running())),
				Stream.of(Launch.values()).map((launch) -> Arguments.of(launch, other)));
	}

	private static SampleProcess start(Launch launch, Jdk jdk) throws IOException {
		return SampleProcess.start(jdk, launch.command(), store(), model);
	}

	/**
	 * The code fingerprints that the last start remembered.
	 */
	private static Map<String, String> codes() {
		return database().sql(
				"SELECT operation, json_extract(components, '$.code') AS code FROM musubito_definition WHERE code NOT NULL")
			.query((row, index) -> Map.entry(row.getString("operation"), row.getString("code")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * A start remembers only what is not remembered yet, so it would not show its own.
	 */
	private static void forgetDefinitions() {
		assertThat(database().sql("DELETE FROM musubito_definition WHERE json_extract(components, '$.code') NOT NULL")
			.update()).isEqualTo(codes.size());
	}

	private static JdbcClient database() {
		return JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + store()));
	}

	private static Path store() {
		return directory.resolve("musubito.db");
	}

}
