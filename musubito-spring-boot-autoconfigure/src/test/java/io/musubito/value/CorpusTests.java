package io.musubito.value;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusTests {

	@Test
	void differentValuesDifferAndEqualOnesDoNotInTwoProcesses(@TempDir Path folder) throws Exception {
		Path output = folder.resolve("output.txt");
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=1", "-cp",
				System.getProperty("java.class.path"), CorpusRun.class.getName())
			.redirectOutput(output.toFile())
			.redirectErrorStream(true)
			.start();
		try {
			CorpusRun run = new CorpusRun();
			run.tryAll();
			assertThat(other.waitFor(5, TimeUnit.MINUTES)).isTrue();
			System.out.println("Corpus: " + run);
			assertThat(run.wrong).isEmpty();
			assertThat(run.classes).isGreaterThanOrEqualTo(300);
			assertThat(hashes(Files.readAllLines(output))).isEqualTo(new TreeMap<>(run.hashes));
		}
		finally {
			other.destroyForcibly();
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
