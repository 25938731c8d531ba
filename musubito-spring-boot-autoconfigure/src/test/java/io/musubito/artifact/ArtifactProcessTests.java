package io.musubito.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.musubito.artifact.ArtifactSamples.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ArtifactProcessTests {

	@Test
	void anotherProcessReadsThemAndWritesTheSame(@TempDir Path folder) throws Exception {
		ArtifactCodec codec = ArtifactSamples.codec();
		List<String> payloads = new ArrayList<>();
		List<String> ids = new ArrayList<>();
		for (Sample sample : ArtifactSamples.all()) {
			Artifact artifact = codec.typeOf(sample.type()).encode(sample.value());
			payloads.add(Base64.getEncoder().encodeToString(artifact.payload()));
			ids.add(artifact.artifactId() + " " + artifact.artifactId());
		}
		Path input = Files.write(folder.resolve("payloads"), payloads);
		Path output = folder.resolve("ids");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Duser.timezone=Asia/Tokyo", "-Duser.language=tr", "-Dfile.encoding=ISO-8859-1", "-cp",
				System.getProperty("java.class.path"), ArtifactReader.class.getName())
			.redirectInput(input.toFile())
			.redirectOutput(output.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(Files.readAllLines(output)).isEqualTo(ids);
	}

}
