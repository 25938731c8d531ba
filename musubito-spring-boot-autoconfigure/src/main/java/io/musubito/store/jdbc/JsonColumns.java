package io.musubito.store.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.musubito.CodeBoundary;
import io.musubito.Explanation;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.artifact.SmallJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small JSON columns. Not the application's mapper: what one release writes, the next
 * one must read.
 */
final class JsonColumns {

	private static final JsonMapper MAPPER = JsonMapper.builder(SmallJson.factory())
		.changeDefaultPropertyInclusion((include) -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private static final TypeReference<SortedMap<String, String>> COMPONENTS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, long[]>> USAGE = new TypeReference<>() {
	};

	private JsonColumns() {
	}

	static String components(SortedMap<String, String> components) {
		return MAPPER.writeValueAsString(components);
	}

	static SortedMap<String, String> components(String json) {
		SortedMap<String, String> components = MAPPER.readValue(TransformedContent.require(json), COMPONENTS);
		if (components == null || components.containsValue(null)) {
			throw new IllegalArgumentException("No components");
		}
		return components;
	}

	/**
	 * One of the components, as it stands in the text of all.
	 */
	static String component(Map.Entry<String, String> component) {
		return MAPPER.writeValueAsString(component.getKey()) + ":" + MAPPER.writeValueAsString(component.getValue());
	}

	static String string(String text) {
		return MAPPER.writeValueAsString(text);
	}

	static String boundary(CodeBoundary boundary) {
		return MAPPER.writeValueAsString(boundary);
	}

	static CodeBoundary boundary(String json) {
		return Objects.requireNonNull(MAPPER.readValue(json, CodeBoundary.class), "No boundary");
	}

	static @Nullable String why(@Nullable Explanation why) {
		return (why != null) ? MAPPER.writeValueAsString(why) : null;
	}

	static @Nullable Explanation why(@Nullable String json) {
		return (json != null) ? MAPPER.readValue(TransformedContent.require(json), Explanation.class) : null;
	}

	/**
	 * {"<model>":[calls, input tokens, output tokens, cached input tokens]}: short, as
	 * rows with it are rewritten when they become stale.
	 */
	static @Nullable String usage(Usage usage) {
		if (usage.isEmpty()) {
			return null;
		}
		Map<String, long[]> models = new TreeMap<>();
		usage.models()
			.forEach((model) -> models.put(model.model(), new long[] { model.calls(), model.inputTokens(),
					model.outputTokens(), model.cachedInputTokens() }));
		return MAPPER.writeValueAsString(models);
	}

	static Usage usage(@Nullable String json) {
		if (json == null) {
			return Usage.NONE;
		}
		List<ModelUsage> models = MAPPER.readValue(json, USAGE)
			.entrySet()
			.stream()
			.map((model) -> model(model.getKey(), model.getValue()))
			.toList();
		return new Usage(models);
	}

	private static ModelUsage model(String name, long[] counts) {
		return new ModelUsage(name, counts[0], counts[1], counts[2], counts[3]);
	}

}
