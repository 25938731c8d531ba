package io.musubito.artifact;

import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DocumentArtifactTests {

	private final ArtifactType type = ArtifactSamples.codec().typeOf(new ParameterizedTypeReference<List<Document>>() {
	}.getType());

	@Test
	void textSurvives() {
		assertSurvives(
				Document.builder().id("a").text("text").metadata(Map.of("page", 1, "b", "x")).score(0.5).build());
		assertSurvives(new Document("only text"));
	}

	@Test
	void mediaSurvives() {
		assertSurvives(Document.builder()
			.id("a")
			.media(Media.builder()
				.mimeType(MimeTypeUtils.IMAGE_PNG)
				.data(new byte[] { 1, 2 })
				.id("i")
				.name("n")
				.build())
			.build());
	}

	@Test
	void mediaByAddressSurvives() {
		assertSurvives(new Document("a", new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.org/a.png")),
				Map.of()));
	}

	@Test
	void mediaByUrlIsRefused() throws MalformedURLException {
		Media media = Media.builder()
			.mimeType(MimeTypeUtils.IMAGE_PNG)
			.data(URI.create("https://example.org/a.png").toURL())
			.build();
		assertThatExceptionOfType(ArtifactFormatException.class)
			.isThrownBy(() -> this.type.encode(List.of(new Document("a", media, Map.of()))))
			.withMessageContaining("at $[0].media, the data is a java.net.URL. Pass bytes or a URI.");
	}

	private void assertSurvives(Document document) {
		Artifact artifact = this.type.encode(List.of(document));
		Object decoded = this.type.decode(artifact.payload());
		assertThat(decoded).usingRecursiveComparison()
			.withEqualsForType(MimeType::equals, MimeType.class)
			.isEqualTo(List.of(document));
		assertThat(this.type.encode(decoded).artifactId()).isEqualTo(artifact.artifactId());
	}

}
