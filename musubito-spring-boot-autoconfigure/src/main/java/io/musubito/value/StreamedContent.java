package io.musubito.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.security.MessageDigest;

import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.Resource;

/**
 * The shape of Spring resources: their content, however they are reached, and their name,
 * which readers of documents put into metadata, or their description when they have none.
 * One that is open already could be read only once, and the step needs that once.
 */
final class StreamedContent implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		Resource resource = (Resource) value;
		if (resource.isOpen()) {
			throw new Refusal(value.getClass(), "reading an open stream would consume it");
		}
		if (isFolder(resource)) {
			throw new Refusal(value.getClass(), "it is a folder, and only its list of files could be read");
		}
		String name = resource.getFilename();
		walk.sink().begin(Container.OBJECT);
		walk.property("filename", name, String.class);
		if (name == null) {
			walk.property("description", resource.getDescription(), String.class);
		}
		walk.sink().property("content");
		writeContent(walk, resource);
		walk.sink().end(Container.OBJECT);
	}

	private static boolean isFolder(Resource resource) {
		try {
			return resource.isFile() && resource.getFile().isDirectory();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean leaf() {
		return true;
	}

	static void writeContent(Walk walk, InputStreamSource source) {
		MessageDigest digest = Sha256.newDigest();
		try (InputStream stream = source.getInputStream()) {
			long size = Sha256.update(digest, stream);
			walk.sink().content(digest.digest(), size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
