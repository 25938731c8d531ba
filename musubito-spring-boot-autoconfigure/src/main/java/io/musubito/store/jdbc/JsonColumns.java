package io.musubito.store.jdbc;

import java.util.Collection;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.musubito.CodeBoundary;
import io.musubito.Explanation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small JSON columns. Not the application's mapper: what one release writes, the next
 * one must read.
 */
final class JsonColumns {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.changeDefaultPropertyInclusion((include) -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private static final TypeReference<SortedMap<String, String>> COMPONENTS = new TypeReference<>() {
	};

	private JsonColumns() {
	}

	static String components(SortedMap<String, String> components) {
		return MAPPER.writeValueAsString(components);
	}

	static SortedMap<String, String> components(String json) {
		return MAPPER.readValue(json, COMPONENTS);
	}

	static String texts(Collection<String> texts) {
		return MAPPER.writeValueAsString(texts);
	}

	static String boundary(CodeBoundary boundary) {
		return MAPPER.writeValueAsString(boundary);
	}

	static CodeBoundary boundary(String json) {
		return MAPPER.readValue(json, CodeBoundary.class);
	}

	static @Nullable String why(@Nullable Explanation why) {
		return (why != null) ? MAPPER.writeValueAsString(why) : null;
	}

	static @Nullable Explanation why(@Nullable String json) {
		return (json != null) ? MAPPER.readValue(json, Explanation.class) : null;
	}

}
