package io.musubito.value;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("process")
@Tag("slow")
@Timeout(300)
class CorpusTests {

	@Test
	void differentValuesDifferAndEqualOnesDoNotInTwoProcesses() throws Exception {
		try (JavaProcess other = JavaProcess.of(CorpusRun.class)
			.options("-XX:TieredStopAtLevel=1", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=1")
			.start()) {
			CorpusRun run = new CorpusRun();
			run.tryAll();
			List<String> lines = other.finish(Duration.ofMinutes(5));
			System.out.println("Corpus: " + run);
			assertThat(run.wrong).isEmpty();
			assertThat(run.classes).isGreaterThanOrEqualTo(300);
			assertThat(hashes(lines)).isEqualTo(new TreeMap<>(run.hashes));
		}
	}

	private static Map<String, String> hashes(List<String> lines) {
		Map<String, String> hashes = new TreeMap<>();
		for (String line : lines) {
			if (line.startsWith("CORPUS ")) {
				hashes.put(line.substring(7, line.lastIndexOf('=')), line.substring(line.lastIndexOf('=') + 1));
			}
		}
		return hashes;
	}

}
