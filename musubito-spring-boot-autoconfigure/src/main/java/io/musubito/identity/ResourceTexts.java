package io.musubito.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The texts of resources that identities were lately made of, by the component that
 * stands for them, so that people can be shown what changed in a prompt. Safe for use by
 * any number of threads.
 */
public final class ResourceTexts {

	private static final int MAX_TEXTS = 200;

	private final Map<String, Optional<String>> texts = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
			return size() > MAX_TEXTS;
		}

	};

	/**
	 * Notes the text of a component, unless it is known.
	 * @param component the value of the component
	 * @param text reads the text; gives {@code null} when there is none that can be shown
	 */
	void note(String component, Supplier<@Nullable String> text) {
		synchronized (this.texts) {
			if (this.texts.containsKey(component)) {
				return;
			}
		}
		Optional<String> read = Optional.ofNullable(text.get());
		synchronized (this.texts) {
			this.texts.put(component, read);
		}
	}

	/**
	 * The text that a component stands for.
	 * @param component the value of the component {@code resource …}
	 * @return the text; empty when it is no text, is too long, or is not known any more
	 */
	public Optional<String> find(String component) {
		synchronized (this.texts) {
			return this.texts.getOrDefault(component, Optional.empty());
		}
	}

}
