package io.musubito.artifact;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

import org.springframework.ai.content.Media;
import org.springframework.util.MimeType;

/**
 * Reads media from a {@link MediaForm}.
 */
final class MediaDeserializer extends ValueDeserializer<Media> {

	@Override
	public Media deserialize(JsonParser parser, DeserializationContext context) {
		MediaForm form = context.readValue(parser, MediaForm.class);
		Media.Builder media = Media.builder().mimeType(MimeType.valueOf(form.mimeType())).name(form.name());
		if (form.id() != null) {
			media.id(form.id());
		}
		if (form.bytes() != null) {
			media.data(form.bytes());
		}
		else if (form.text() != null) {
			media.data(form.text());
		}
		return media.build();
	}

}
