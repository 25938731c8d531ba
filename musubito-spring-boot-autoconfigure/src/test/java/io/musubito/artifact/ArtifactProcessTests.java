package io.musubito.artifact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.musubito.artifact.ArtifactSamples.Sample;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("process")
class ArtifactProcessTests {

	@Test
	void anotherProcessReadsThemAndWritesTheSame() throws Exception {
		ArtifactCodec codec = ArtifactSamples.codec();
		List<String> payloads = new ArrayList<>();
		List<String> ids = new ArrayList<>();
		for (Sample sample : ArtifactSamples.all()) {
			Artifact artifact = codec.typeOf(sample.type()).encode(sample.value());
			payloads.add(Base64.getEncoder().encodeToString(artifact.payload()));
			ids.add(artifact.artifactId() + " " + artifact.artifactId());
		}
		try (JavaProcess process = JavaProcess.of(ArtifactReader.class)
			.property("user.timezone", "Asia/Tokyo")
			.property("user.language", "tr")
			.property("file.encoding", "ISO-8859-1")
			.start()) {
			for (String payload : payloads) {
				process.send(payload);
			}
			assertThat(process.finish(Duration.ofMinutes(1))).isEqualTo(ids);
		}
	}

}
