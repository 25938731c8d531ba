package io.musubito.identity;

import java.util.List;
import java.util.Map;

import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.unit.DataSize;

/**
 * Values of Spring, and documents and media of Spring AI.
 */
final class SpringVectors {

	private SpringVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("resource", new ByteArrayResource(new byte[] { 1, 2, 3 }));
		values.put("empty resource", new ByteArrayResource(new byte[0]));
		values.put("DataSize", DataSize.ofMegabytes(1));
		values.put("MimeType", MimeTypeUtils.IMAGE_PNG);
		values.put("MediaType", MediaType.APPLICATION_JSON);
		LinkedMultiValueMap<String, String> many = new LinkedMultiValueMap<>();
		many.put("b", List.of("1", "2"));
		many.put("a", List.of());
		values.put("MultiValueMap", many);
		HttpHeaders headers = new HttpHeaders();
		headers.add("B", "1");
		headers.add("a", "2");
		values.put("HttpHeaders", headers);
		values.put("document", new Document("id", "text", Map.of("source", "a", "page", 1)));
		values.put("document with score", Document.builder().id("id").text("text").score(0.5).build());
		values.put("document of an image", new Document("id", image(), Map.of()));
		values.put("media", image());
		values.put("media with a name",
				Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { 1 }).name("chart").build());
		values.put("media by address",
				Media.builder().mimeType(MimeTypeUtils.IMAGE_GIF).data("https://example.org/a.gif").build());
	}

	static Media image() {
		return Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { 1, 2 }).build();
	}

}
