package io.musubito.artifact;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.ai.content.Media;
import org.springframework.util.MimeType;

/**
 * Stores the media of Spring AI, which Jackson can write but not read. Loaded only when
 * Spring AI is on the class path.
 */
final class MediaModule extends SimpleModule {

	MediaModule() {
		super("musubito-media");
		addSerializer(Media.class, new MediaSerializer());
		addDeserializer(Media.class, new MediaDeserializer());
	}

	/**
	 * What a media object is made of.
	 *
	 * @param mimeType its type
	 * @param id its id
	 * @param name its name
	 * @param bytes its content
	 * @param text where its content is, or its content as text
	 */
	record Form(String mimeType, @Nullable String id, String name, byte @Nullable [] bytes, @Nullable String text) {

	}

	private static final class MediaSerializer extends ValueSerializer<Media> {

		@Override
		public void serialize(Media media, JsonGenerator generator, SerializationContext context) {
			byte[] bytes = (media.getData() instanceof byte[] content) ? content : null;
			String text = (media.getData() instanceof String content) ? content : null;
			if (bytes == null && text == null) {
				context.reportBadDefinition(Media.class,
						"the data is a %s. Pass bytes or a URI.".formatted(media.getData().getClass().getName()));
			}
			context.writeValue(generator,
					new Form(media.getMimeType().toString(), media.getId(), media.getName(), bytes, text));
		}

	}

	private static final class MediaDeserializer extends ValueDeserializer<Media> {

		@Override
		public Media deserialize(JsonParser parser, DeserializationContext context) {
			Form form = context.readValue(parser, Form.class);
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

}
