package io.musubito.state;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Keys to sort objects by that lie somewhere without order: hashes of what each object
 * holds by itself, so that they are the same in each process. Objects that lie without
 * order in such an object are told by their keys for their part, two sets deep; what is
 * deeper differs by its class only. So keys may be equal where the objects aren't: then
 * it is left open which of them comes first. Used by one thread.
 */
final class ContentKeys {

	private static final int SETS_DEEP = 2;

	private final States states;

	private final Reads reads;

	private final boolean starting;

	private final Function<Object, @Nullable String> known;

	private final Limits limits = new Limits();

	private final Map<Integer, Map<Object, String>> keys = new HashMap<>();

	ContentKeys(States states, Reads reads, boolean starting, Function<Object, @Nullable String> known) {
		this.states = states;
		this.reads = reads;
		this.starting = starting;
		this.known = known;
	}

	Limits limits() {
		return this.limits;
	}

	/**
	 * The key of an object.
	 * @param value the object
	 * @param level in how many sets it lies, seen from the object that is sorted
	 * @return the key
	 */
	String of(@Nullable Object value, int level) {
		if (value == null) {
			return "null";
		}
		String plain = this.states.plain(value);
		if (plain != null) {
			return plain;
		}
		if (level > SETS_DEEP || this.limits.areLooksSpent()) {
			return Names.of(value);
		}
		Map<Object, String> ofLevel = this.keys.computeIfAbsent(level, (key) -> new IdentityHashMap<>());
		String key = ofLevel.get(value);
		if (key == null) {
			StateWalk alone = new StateWalk(this.states, this.reads, this.starting, this.known, this, level);
			alone.value("state", ResolvableType.NONE, value);
			key = alone.trace().hash();
			ofLevel.put(value, key);
		}
		return key;
	}

}
