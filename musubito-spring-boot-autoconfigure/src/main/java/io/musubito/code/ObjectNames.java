package io.musubito.code;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Gives objects names by their identity, without keeping them alive. Safe for use by many
 * threads.
 */
final class ObjectNames {

	private final Map<Key, String> names = new ConcurrentHashMap<>();

	private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

	/**
	 * The name of an object.
	 * @param object the object
	 * @return the same for the same object, and for no other one in any process
	 */
	String of(Object object) {
		for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			this.names.remove(gone);
		}
		return this.names.computeIfAbsent(new Key(object, this.collected), (key) -> UUID.randomUUID().toString());
	}

	private static final class Key extends WeakReference<Object> {

		private final int hash;

		Key(Object object, ReferenceQueue<Object> queue) {
			super(object, queue);
			this.hash = System.identityHashCode(object);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			if (this == other) {
				return true;
			}
			Object object = get();
			return object != null && other instanceof Key key && key.refersTo(object);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
