package io.musubito.artifact;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

import org.springframework.ai.content.Media;

/**
 * Writes media as a {@link MediaForm}.
 */
final class MediaSerializer extends ValueSerializer<Media> {

	@Override
	public void serialize(Media media, JsonGenerator generator, SerializationContext context) {
		byte[] bytes = (media.getData() instanceof byte[] content) ? content : null;
		String text = (media.getData() instanceof String content) ? content : null;
		if (bytes == null && text == null) {
			context.reportBadDefinition(Media.class,
					"the data is a %s. Pass bytes or a URI.".formatted(media.getData().getClass().getName()));
		}
		context.writeValue(generator,
				new MediaForm(media.getMimeType().toString(), media.getId(), media.getName(), bytes, text));
	}

}
