package io.musubito.lineage;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, weakly and by object identity, which step call produced an object. Each
 * result of a step is a fresh object, so identity can't be confused. What is contained in
 * a result (elements, values, components) has the same origin.
 * <p>
 * Values that the JVM shares ({@code null}, boxed primitives, enums, the empty string,
 * value types of the JDK such as {@code LocalTime}) have no identity and are not
 * remembered.
 */
public final class Producers {

	private final ConcurrentMap<Object, Remembered> origins = new ConcurrentHashMap<>();

	private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

	/**
	 * Remembers where a result and what it contains came from.
	 * @param result the result that a caller gets
	 * @param origin where it came from
	 */
	public void remember(@Nullable Object result, Origin origin) {
		forgetCollected();
		Containment.visit(result, (part) -> {
			if (Containment.hasIdentity(part)) {
				this.origins.put(new WeakIdentity(part, this.collected), new Remembered(origin, part == result));
			}
		});
	}

	/**
	 * Where a value came from, as a result of its own or as a part of one.
	 * @param value the value
	 * @return the origin, empty when no step produced it
	 */
	public Optional<Origin> find(@Nullable Object value) {
		return Optional.ofNullable(lookUp(value)).map(Remembered::origin);
	}

	/**
	 * Where a value came from that is the whole result of a step.
	 * @param value the value
	 * @return the origin, empty when no step returned it
	 */
	public Optional<Origin> findResult(@Nullable Object value) {
		return Optional.ofNullable(lookUp(value)).filter(Remembered::whole).map(Remembered::origin);
	}

	/**
	 * Collects where a value and everything that it contains came from.
	 * @param value the value
	 * @param into where to put the origins
	 */
	public void collect(@Nullable Object value, Set<Origin> into) {
		Containment.visit(value, (part) -> {
			Remembered remembered = lookUp(part);
			if (remembered != null) {
				into.add(remembered.origin());
			}
		});
	}

	int size() {
		forgetCollected();
		return this.origins.size();
	}

	private @Nullable Remembered lookUp(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		Remembered remembered = Containment.hasIdentity(value) ? this.origins.get(new Identity(value)) : null;
		if (remembered == null && value instanceof MusubitoResult<?> result && !result.nodeId().isEmpty()) {
			return new Remembered(new Origin("of node " + result.nodeId(), result.nodeId(), result.producerNodeId(),
					result.artifactId(), result.outcome(), null), true);
		}
		return remembered;
	}

	private void forgetCollected() {
		for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			this.origins.remove(gone);
		}
	}

	private record Remembered(Origin origin, boolean whole) {
	}

	/**
	 * A key for looking an object up, equal to the weak key of the same object.
	 */
	private record Identity(Object object) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof WeakIdentity weak && weak.refersTo(this.object);
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.object);
		}

	}

	private static final class WeakIdentity extends WeakReference<Object> {

		private final int hash;

		WeakIdentity(Object object, ReferenceQueue<Object> queue) {
			super(object, queue);
			this.hash = System.identityHashCode(object);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			if (this == other) {
				return true;
			}
			if (other instanceof Identity identity) {
				return refersTo(identity.object());
			}
			Object object = get();
			return object != null && other instanceof WeakIdentity weak && weak.refersTo(object);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
