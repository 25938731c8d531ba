package io.musubito.artifact;

import tools.jackson.databind.module.SimpleModule;

import org.springframework.ai.content.Media;

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

}
