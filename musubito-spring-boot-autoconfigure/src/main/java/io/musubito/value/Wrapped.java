package io.musubito.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks behind the wrappers of {@link java.util.Collections}. Their fields can't be read
 * by reflection, as {@code java.base} is not open, but each of them can be serialised,
 * and a stream is shown what it is about to write.
 */
final class Wrapped extends ObjectOutputStream {

	private static final List<String> WRAPPERS = List.of("java.util.Collections$Unmodifiable",
			"java.util.Collections$Synchronized", "java.util.Collections$Checked", "java.util.Collections$SetFromMap");

	private final Object wrapper;

	private @Nullable Object found;

	private Wrapped(Object wrapper) throws IOException {
		super(OutputStream.nullOutputStream());
		this.wrapper = wrapper;
		enableReplaceObject(true);
	}

	static boolean isWrapper(Class<?> type) {
		return WRAPPERS.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * Finds what is wrapped.
	 * @param wrapper a wrapper
	 * @return the wrapped map or collection, or the object that stands for it in a
	 * stream; {@code null} when it isn't shown
	 */
	static @Nullable Object in(Object wrapper) {
		try (Wrapped stream = new Wrapped(wrapper)) {
			stream.writeObject(wrapper);
			return stream.found;
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	@Override
	protected @Nullable Object replaceObject(Object object) {
		if (object == this.wrapper) {
			return object;
		}
		if (this.found == null && !(object instanceof Class)) {
			this.found = object;
		}
		return null;
	}

}
