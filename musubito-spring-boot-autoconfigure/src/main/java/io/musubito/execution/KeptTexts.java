package io.musubito.execution;

import java.time.Instant;
import java.util.function.BiConsumer;

import io.musubito.identity.ResourceTexts;

/**
 * The texts of declared resources, prompts in general, that are kept for those who look
 * at what changed.
 */
final class KeptTexts {

	private static final String RESOURCE = "resource ";

	private final ResourceTexts texts;

	private final boolean keep;

	private final DailyMemory kept = new DailyMemory();

	KeptTexts(ResourceTexts texts, boolean keep) {
		this.texts = texts;
		this.keep = keep;
	}

	/**
	 * Gives the texts that a call depends on and that were not given this day.
	 * @param call the call
	 * @param now the moment
	 * @param consumer is given the component that stands for a text, and the text
	 */
	void forEachNew(IdentifiedCall call, Instant now, BiConsumer<String, String> consumer) {
		if (!this.keep) {
			return;
		}
		call.identity().components().forEach((name, component) -> {
			if (name.startsWith(RESOURCE) && !this.kept.contains(component, now)) {
				this.texts.find(component)
					.filter((text) -> this.kept.add(component, now))
					.ifPresent((text) -> consumer.accept(component, text));
			}
		});
	}

}
