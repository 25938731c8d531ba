package io.musubito.lineage;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers, weakly and by object identity, which step call produced an object. What is
 * contained in a result (elements, values, fields of records) has the same origin.
 * <p>
 * An object that others may hold as well has no origin, for nobody: what the JVM shares
 * ({@code null}, boxed primitives, enums, the empty string, value types of the JDK such
 * as {@code LocalTime}), and what the application or a library gives out more than once,
 * such as a literal that a constructor puts in the place of what it was given, a constant
 * or a cached instance. Safe for use by many threads.
 */
public final class Producers {

	private static final Remembered SHARED = new Remembered(null, false);

	private final ConcurrentMap<Object, Remembered> origins = new ConcurrentHashMap<>();

	private final ConcurrentMap<Object, List<Origin>> joined = new ConcurrentHashMap<>();

	private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

	/**
	 * Remembers where a result and what it contains came from.
	 * @param result the result that a caller gets, read for it alone
	 * @param origin where it came from
	 * @param again reads the same result once more: an object that is in both is shared.
	 * Called only for results that may hold shared objects
	 * @return whether all that the result contains is remembered
	 */
	public boolean remember(@Nullable Object result, Origin origin, Supplier<? extends @Nullable Object> again) {
		forgetCollected();
		Parts parts = new Parts();
		boolean complete = Containment.visitResult(result, parts);
		Set<Object> shared = (parts.mayBeShared) ? parts.in(again.get()) : Set.of();
		for (Object part : parts.all) {
			put(part, shared.contains(part) ? SHARED : new Remembered(origin, part == result));
		}
		return complete;
	}

	/**
	 * Remembers where an object came from that was made for one caller, but not what it
	 * contains.
	 * @param result the object
	 * @param origin where it came from
	 */
	public void rememberAlone(Object result, Origin origin) {
		put(result, new Remembered(origin, true));
	}

	/**
	 * Remembers where an object came from that several calls have made together.
	 * @param result the object
	 * @param from where its parts came from
	 */
	public void rememberJoined(Object result, Collection<Origin> from) {
		this.joined.put(new WeakIdentity(result, this.collected), List.copyOf(from));
	}

	private void put(Object part, Remembered remembered) {
		this.origins.merge(new WeakIdentity(part, this.collected), remembered, Remembered::and);
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
	 * Whether a step returned a value, alone or in a result, that others hold as well.
	 * @param value the value
	 * @return whether it is known to be shared
	 */
	public boolean isShared(@Nullable Object value) {
		return value != null && Containment.hasIdentity(value) && this.origins.get(new Identity(value)) == SHARED;
	}

	/**
	 * Collects where a value and everything that it contains came from.
	 * @param value the value
	 * @param into where to put the origins
	 * @return whether all of the value was looked at
	 */
	public boolean collect(@Nullable Object value, Set<Origin> into) {
		return Containment.visitArgument(value, (part) -> {
			Remembered remembered = lookUp(part);
			if (remembered != null && remembered.origin() != null) {
				into.add(remembered.origin());
			}
			into.addAll(findJoined(part));
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
		if (remembered != null && remembered != SHARED) {
			return remembered;
		}
		if (value instanceof MusubitoResult<?> result && !result.nodeId().isEmpty()) {
			return new Remembered(new Origin("of node " + result.nodeId(), result.nodeId(), result.producerNodeId(),
					result.artifactId(), result.outcome(), null), true);
		}
		return null;
	}

	private List<Origin> findJoined(Object part) {
		List<Origin> from = (!this.joined.isEmpty() && Containment.hasIdentity(part))
				? this.joined.get(new Identity(part)) : null;
		return (from != null) ? from : List.of();
	}

	private void forgetCollected() {
		for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			this.origins.remove(gone);
			this.joined.remove(gone);
		}
	}

	/**
	 * What is known of an object.
	 *
	 * @param origin where it came from; {@code null} when it is shared
	 * @param whole whether it is the whole result
	 */
	private record Remembered(@Nullable Origin origin, boolean whole) {

		/**
		 * The same object came from two calls: nobody made it for one of them.
		 */
		Remembered and(Remembered other) {
			if (this.origin == null || other.origin == null || !this.origin.isOfSameNode(other.origin)) {
				return SHARED;
			}
			return (other.whole || !this.whole) ? other : this;
		}

	}

	/**
	 * The parts of a result that have an identity.
	 */
	private static final class Parts implements Consumer<Object> {

		private final List<Object> all = new ArrayList<>();

		private boolean mayBeShared;

		@Override
		public void accept(Object part) {
			if (Containment.hasIdentity(part)) {
				this.all.add(part);
				this.mayBeShared = this.mayBeShared || !isReadAsNew(part.getClass());
			}
		}

		/**
		 * Whether objects of a class, and what they hold, are new whenever they are read.
		 */
		private static boolean isReadAsNew(Class<?> type) {
			return type.getClassLoader() == null || type.isArray() || PlainRecords.contains(type)
					|| type == ObjectNode.class || type == ArrayNode.class
					|| type.getName().startsWith("org.springframework.ai.");
		}

		Set<Object> in(@Nullable Object again) {
			Set<Object> these = Collections.newSetFromMap(new IdentityHashMap<>());
			these.addAll(this.all);
			Set<Object> both = Collections.newSetFromMap(new IdentityHashMap<>());
			Containment.visitResult(again, (part) -> {
				if (these.contains(part)) {
					both.add(part);
				}
			});
			return both;
		}

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
