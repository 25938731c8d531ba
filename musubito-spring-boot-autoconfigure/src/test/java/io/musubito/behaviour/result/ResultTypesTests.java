package io.musubito.behaviour.result;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results of all kinds are the same on a cold call, on a warm one, and in another
 * process.
 */
@Tag("process")
class ResultTypesTests {

	@TempDir
	Path directory;

	@Test
	void areTheSameColdAndWarmAndInASecondProcessWhichExecutesNothing() throws Exception {
		List<String> cold = ResultTypes.call(this.directory);
		assertThat(cold).hasSize(ResultTypes.COUNT + 1).endsWith("executed " + ResultTypes.COUNT);
		List<String> expected = cold.subList(0, ResultTypes.COUNT);
		List<String> warm = ResultTypes.call(this.directory);
		assertThat(warm.subList(0, ResultTypes.COUNT)).isEqualTo(expected);
		assertThat(warm).endsWith("executed 0");
		List<String> second = inASecondProcess();
		assertThat(second).containsSubsequence(expected).endsWith("executed 0");
	}

	// In another working directory, locale and time zone: none of them may matter
	private List<String> inASecondProcess() throws InterruptedException {
		try (JavaProcess process = JavaProcess.of(ResultTypes.class, this.directory)
			.property("user.language", "tr")
			.property("user.timezone", "Asia/Tokyo")
			.directory(this.directory)
			.start()) {
			return process.finish(Duration.ofMinutes(2));
		}
	}

}
