package io.musubito.identity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The texts of resources that identities were lately made of, by the component that
 * stands for them, so that people can be shown what changed in a prompt. Safe for use by
 * any number of threads.
 */
public final class ResourceTexts {

	private static final int MAX_TEXTS = 200;

	private final Map<String, Optional<String>> texts = new ConcurrentHashMap<>();

	/**
	 * Notes the text of a component, unless it is known. Called for each call of a step:
	 * what is known costs a look-up.
	 * @param component the value of the component
	 * @param text reads the text; gives {@code null} when there is none that can be shown
	 */
	void note(String component, Supplier<@Nullable String> text) {
		if (this.texts.containsKey(component)) {
			return;
		}
		if (this.texts.size() >= MAX_TEXTS) {
			// Those of now are noted again by the next call
			this.texts.clear();
		}
		this.texts.put(component, Optional.ofNullable(text.get()));
	}

	/**
	 * The text that a component stands for.
	 * @param component the value of the component {@code resource …}
	 * @return the text; empty when it is no text, is too long, or is not known any more
	 */
	public Optional<String> find(String component) {
		return this.texts.getOrDefault(component, Optional.empty());
	}

}
