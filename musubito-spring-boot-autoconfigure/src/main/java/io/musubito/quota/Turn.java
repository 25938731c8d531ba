package io.musubito.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.quota.Own.Holding;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a place now: within a process who waits longest, and of several processes the
 * one that has used least, so that none waits for another one's long queue.
 *
 * @param state the state with it
 * @param granted the calls of this process that get one
 */
record Turn(QuotaState state, List<Waiter> granted) {

	/**
	 * Decides.
	 * @param before the state, which may have an older share of this process
	 * @param self this process
	 * @param own what it has
	 * @param limit the limits
	 */
	static Turn of(QuotaState before, String self, Holding own, Limit limit) {
		QuotaState state = before.with(own.unsent()).with(self, own.share());
		if (own.waiting().isEmpty() || state.heldUntil() > state.time()) {
			return new Turn(state, List.of());
		}
		Map<String, Share> others = new HashMap<>(state.shares());
		others.remove(self);
		others.values().removeIf((share) -> !share.takesTurns(state.time()));
		long requests = Math.min(limit.requests() - state.requests(), limit.concurrent() - state.active());
		long tokens = limit.tokens() - state.tokens() - reserved(self, own.share(), others);
		long fits = Math.min(requests, tokens / Math.max(1, own.share().need()));
		long part = part(self, own.share(), others, fits);
		List<Waiter> granted = new ArrayList<>();
		for (Waiter waiter : own.waiting()) {
			if (granted.size() >= part || waiter.need() > tokens) {
				break;
			}
			tokens -= waiter.need();
			granted.add(waiter);
		}
		return new Turn(state.with(self, after(own, granted)), granted);
	}

	/**
	 * The tokens that those need whose turn is before.
	 */
	private static long reserved(String self, Share own, Map<String, Share> others) {
		return others.entrySet()
			.stream()
			.filter((other) -> isBefore(other.getKey(), other.getValue().used(), self, own.used()))
			.mapToLong((other) -> other.getValue().need())
			.sum();
	}

	private static boolean isBefore(String process, long used, String other, long usedByOther) {
		return used < usedByOther || (used == usedByOther && process.compareTo(other) < 0);
	}

	/**
	 * How many of the places are for this process, when each goes to the one that has used
	 * least.
	 */
	private static long part(String self, Share own, Map<String, Share> others, long places) {
		Map<String, Share> all = new HashMap<>(others);
		all.put(self, own);
		long part = 0;
		for (long i = 0; i < places; i++) {
			String next = next(all);
			if (next == null || part == own.waiting()) {
				return part;
			}
			Share share = all.get(next);
			all.put(next, new Share(0, 0, 0, share.used() + 1, share.waiting() - 1, 0, 0));
			if (next.equals(self)) {
				part++;
			}
		}
		return part;
	}

	private static @Nullable String next(Map<String, Share> all) {
		return all.entrySet()
			.stream()
			.filter((one) -> one.getValue().waiting() > 0)
			.min(Comparator.comparingLong((Map.Entry<String, Share> one) -> one.getValue().used())
				.thenComparing(Map.Entry::getKey))
			.map(Map.Entry::getKey)
			.orElse(null);
	}

	private static Share after(Holding own, List<Waiter> granted) {
		Share share = own.share();
		int count = granted.size();
		long tokens = granted.stream().mapToLong(Waiter::need).sum();
		long need = (count < own.waiting().size()) ? own.waiting().get(count).need() : 0;
		return new Share(share.requests() + count, share.active() + count, share.tokens() + tokens,
				share.used() + count, share.waiting() - count, need, share.seen());
	}

}
