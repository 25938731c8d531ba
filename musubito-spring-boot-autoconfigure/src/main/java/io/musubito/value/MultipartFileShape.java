package io.musubito.value;

import java.lang.reflect.Type;

import org.springframework.web.multipart.MultipartFile;

/**
 * The shape of uploaded files. Loaded only when Spring Web is there.
 */
final class MultipartFileShape implements Shape {

	static boolean supports(Class<?> type) {
		return MultipartFile.class.isAssignableFrom(type);
	}

	@Override
	public void tell(Walk walk, Object value, Type declared) {
		MultipartFile file = (MultipartFile) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("filename", file.getOriginalFilename(), String.class);
		walk.property("contentType", file.getContentType(), String.class);
		walk.sink().property("content");
		StreamedContent.tellContent(walk, file);
		walk.sink().end(Container.OBJECT);
	}

}
