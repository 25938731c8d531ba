package io.musubito.quota;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.quota.Own.Holding;

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
		List<Waiter> granted = own.waiting().subList(0, count(state, self, own, limit));
		return new Turn(state.with(self, after(own, granted)), List.copyOf(granted));
	}

	/**
	 * How many of those who wait here get a place, when each place goes to the process
	 * that has used least. What does not fit then is not passed by what is smaller.
	 */
	private static int count(QuotaState state, String self, Holding own, Limit limit) {
		Map<String, Share> all = new HashMap<>(state.shares());
		all.values().removeIf((share) -> !share.takesTurns(state.time()));
		long requests = Math.min(limit.requests() - state.requests(), limit.concurrent() - state.active());
		long tokens = limit.tokens() - state.tokens();
		int count = 0;
		while (requests > 0 && count < own.waiting().size()) {
			Map.Entry<String, Share> next = next(all);
			Share share = next.getValue();
			boolean mine = next.getKey().equals(self);
			long need = mine ? own.waiting().get(count).need() : share.need();
			if (need > tokens) {
				break;
			}
			count += mine ? 1 : 0;
			requests--;
			tokens -= need;
			all.put(next.getKey(),
					new Share(0, 0, 0, share.used() + 1, share.waiting() - 1, share.need(), share.seen()));
		}
		return count;
	}

	private static Map.Entry<String, Share> next(Map<String, Share> all) {
		return all.entrySet()
			.stream()
			.filter((one) -> one.getValue().waiting() > 0)
			.min(Comparator.comparingLong((Map.Entry<String, Share> one) -> one.getValue().used())
				.thenComparing(Map.Entry::getKey))
			.orElseThrow();
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
