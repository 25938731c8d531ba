package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process takes that works for long, with little memory. {@code -Dlong-run=10}
 * makes it ten times as long: 100,000 executions and 1,000,000 replays.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class LongRunTests {

	private static final int TIMES = Integer.getInteger("long-run", 1);

	private static final int EXECUTIONS = 10_000 * TIMES;

	private static final int REPLAYS = 100_000 * TIMES;

	@TempDir
	Path directory;

	@Test
	void doesNotNeedMoreMemoryTheLongerItWorks() throws Exception {
		List<String> lines;
		try (JavaProcess process = JavaProcess.of(LongRunProcess.class, EXECUTIONS, REPLAYS, this.directory)
			.options("-Xmx256m")
			.start()) {
			lines = process.finish(Duration.ofHours(1));
		}
		System.out.println(String.join(System.lineSeparator(), lines));
		assertThat(lines).contains("executed while executions " + EXECUTIONS, "executed while replays 0");
		for (String what : List.of("executions", "replays")) {
			List<Long> used = numbers(lines, "used while " + what + " ");
			assertThat(used).hasSize(10);
			// What waits to be written comes and goes. What stays of each call does not:
			// of 100,000 replays, 115 bytes each would be too much
			assertThat(Collections.min(used.subList(7, 10)) - Collections.min(used.subList(0, 3))).as(what)
				.isLessThan(8_000_000);
		}
	}

	private static List<Long> numbers(List<String> lines, String prefix) {
		return lines.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> Long.valueOf(line.substring(prefix.length())))
			.toList();
	}

}
