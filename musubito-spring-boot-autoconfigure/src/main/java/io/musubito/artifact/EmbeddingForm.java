package io.musubito.artifact;

import java.util.Map;

import io.musubito.value.MetadataContent;

import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResultMetadata;
import org.springframework.ai.embedding.EmbeddingResultMetadata.ModalityType;
import org.springframework.util.MimeType;

/**
 * How one embedding is stored.
 */
record EmbeddingForm(float[] output, Integer index, String documentId, ModalityType modalityType, String mimeType,
		Metadata more) {

	private static final String DOCUMENT_DATA = "documentData";

	static EmbeddingForm of(Embedding embedding) {
		EmbeddingResultMetadata metadata = embedding.getMetadata();
		Object data = MetadataContent.of(metadata.getDocumentData());
		return new EmbeddingForm(embedding.getOutput(), embedding.getIndex(), metadata.getDocumentId(),
				metadata.getModalityType(), metadata.getMimeType().toString(),
				new Metadata((data != null) ? Map.of(DOCUMENT_DATA, data) : Map.of()));
	}

	Embedding create() {
		return new Embedding(this.output, this.index, new EmbeddingResultMetadata(this.documentId, this.modalityType,
				MimeType.valueOf(this.mimeType), this.more.values().get(DOCUMENT_DATA)));
	}

}
