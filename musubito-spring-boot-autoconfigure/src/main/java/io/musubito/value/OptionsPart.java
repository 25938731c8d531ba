package io.musubito.value;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.ToolCallback;

/**
 * An object that the options of a model hold: it is part of the request, and counts by
 * its fields whatever its class says of itself.
 *
 * @param value the object, of the module or the client library of a provider
 */
public record OptionsPart(Object value) {

	/**
	 * Marks what options hold, in containers too.
	 * @param value the value of a field
	 * @return the value, with its objects of libraries marked
	 */
	public static @Nullable Object of(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(OptionsPart::of).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> marked = (map instanceof LinkedHashMap) ? new LinkedHashMap<>()
					: new HashMap<>();
			map.forEach((key, part) -> marked.put(key, of(part)));
			return marked;
		}
		if (value instanceof Optional<?> optional) {
			return of(optional.orElse(null));
		}
		return (value == null || value instanceof Enum<?> || value instanceof ToolCallback || value.getClass().isArray()
				|| JdkTypes.contains(value.getClass())) ? value : new OptionsPart(value);
	}

}
