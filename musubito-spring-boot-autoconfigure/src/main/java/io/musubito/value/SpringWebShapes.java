package io.musubito.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.web.multipart.MultipartFile;

/**
 * The shapes of Spring Web's classes that don't count by field. Loaded only when it is
 * there.
 */
final class SpringWebShapes {

	private static final Type VALUES = new ParameterizedTypeReference<List<String>>() {
	}.getType();

	private SpringWebShapes() {
	}

	static @Nullable Shape find(Class<?> type) {
		if (MultipartFile.class.isAssignableFrom(type)) {
			return SpringWebShapes::writeFile;
		}
		if (HttpHeaders.class.isAssignableFrom(type) && type.getName().startsWith("org.springframework.")) {
			return new TaggedShape(HttpHeaders.class, SpringWebShapes::writeHeaders);
		}
		return null;
	}

	private static void writeFile(Walk walk, Object value, Type declared) {
		MultipartFile file = (MultipartFile) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("name", file.getName(), String.class);
		walk.property("filename", file.getOriginalFilename(), String.class);
		walk.property("contentType", file.getContentType(), String.class);
		walk.sink().property("content");
		StreamedContent.writeContent(walk, file);
		walk.sink().end(Container.OBJECT);
	}

	/** The names of headers have neither case nor order, their values have an order. */
	private static void writeHeaders(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.MAP);
		for (Map.Entry<String, List<String>> header : ((HttpHeaders) value).headerSet()) {
			walk.entry(header.getKey().toLowerCase(Locale.ROOT), String.class, header.getValue(), VALUES);
		}
		walk.sink().end(Container.MAP);
	}

}
