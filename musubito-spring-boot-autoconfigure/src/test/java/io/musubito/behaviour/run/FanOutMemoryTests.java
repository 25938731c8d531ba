package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a large fan-out takes, in a process with little memory.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class FanOutMemoryTests {

	@TempDir
	Path directory;

	@Test
	void growsByLittleMoreThanTheResults() throws Exception {
		List<String> lines;
		try (JavaProcess process = JavaProcess.of(FanOutProcess.class, this.directory).options("-Xmx96m").start()) {
			lines = process.finish(Duration.ofMinutes(4));
		}
		assertThat(lines).containsSubsequence("executed " + FanOutProcess.ITEMS, "executed 0",
				"results " + FanOutProcess.ITEMS + " true");
		// What the steps returned alone would be 200 MB
		assertThat(bytes(lines, "after ") - bytes(lines, "before ")).isLessThan(20_000_000);
	}

	private static long bytes(List<String> lines, String prefix) {
		return lines.stream()
			.filter((line) -> line.startsWith(prefix))
			.mapToLong((line) -> Long.parseLong(line.substring(prefix.length())))
			.findFirst()
			.orElseThrow();
	}

}
