package io.musubito.artifact;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;

/**
 * How a document is stored.
 */
record DocumentForm(String id, @Nullable String text, @Nullable Media media, Metadata metadata,
		@Nullable Double score) {

	static DocumentForm of(Document document) {
		return new DocumentForm(document.getId(), document.getText(), document.getMedia(),
				new Metadata(Map.copyOf(document.getMetadata())), document.getScore());
	}

	Document create() {
		return Document.builder()
			.id(this.id)
			.text(this.text)
			.media(this.media)
			.metadata(this.metadata.present())
			.score(this.score)
			.build();
	}

}
