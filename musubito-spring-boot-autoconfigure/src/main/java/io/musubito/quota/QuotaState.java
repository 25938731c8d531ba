package io.musubito.quota;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all processes have used of the limits of a model at some time.
 *
 * @param time the time, in milliseconds of the {@link QuotaClock}
 * @param wall what the clock that all have in common has shown then
 * @param heldUntil until when the provider wants no request
 * @param shares what each process has now
 * @param ended what counts still, by time
 */
record QuotaState(long time, long wall, long heldUntil, Map<String, Share> shares, List<Ended> ended) {

	static final QuotaState EMPTY = new QuotaState(0, 0, 0, Map.of(), List.of());

	long requests() {
		return this.shares.values().stream().mapToLong(Share::requests).sum()
				+ this.ended.stream().mapToLong(Ended::requests).sum();
	}

	long tokens() {
		return this.shares.values().stream().mapToLong(Share::tokens).sum()
				+ this.ended.stream().mapToLong(Ended::tokens).sum();
	}

	long active() {
		return this.shares.values().stream().mapToLong(Share::active).sum();
	}

	long waiting() {
		return this.shares.values().stream().mapToLong(Share::waiting).sum();
	}

	/**
	 * When something that counts now will not count any more.
	 */
	long nextFree(long window) {
		long next = this.ended.stream().mapToLong((ended) -> ended.at() + window).min().orElse(Long.MAX_VALUE);
		return (this.heldUntil > this.time) ? this.heldUntil : next;
	}

	/**
	 * The same at a later time, without what does not count then.
	 */
	QuotaState at(long later, long wallThen, long window) {
		return new QuotaState(later, wallThen, this.heldUntil, this.shares,
				this.ended.stream().filter((ended) -> ended.at() + window > later).toList());
	}

	QuotaState heldUntil(long until) {
		return new QuotaState(this.time, this.wall, Math.max(this.heldUntil, until), this.shares, this.ended);
	}

	QuotaState with(String process, Share share) {
		Map<String, Share> all = new TreeMap<>(this.shares);
		if (share.isEmpty()) {
			all.remove(process);
		}
		else {
			all.put(process, share);
		}
		return new QuotaState(this.time, this.wall, this.heldUntil, all, this.ended);
	}

	QuotaState with(Collection<Ended> more) {
		TreeMap<Long, Ended> byTime = new TreeMap<>();
		this.ended.forEach((ended) -> byTime.put(ended.at(), ended));
		more.forEach((ended) -> byTime.merge(ended.at(), ended, Ended::plus));
		return new QuotaState(this.time, this.wall, this.heldUntil, this.shares, List.copyOf(byTime.values()));
	}

	/**
	 * The same without a process that does not live any more: what it has asked for may
	 * have reached the provider up to now.
	 */
	QuotaState without(String process, Window window) {
		Share share = this.shares.get(process);
		if (share == null) {
			return this;
		}
		QuotaState rest = with(process, Share.NONE);
		return (share.requests() == 0 && share.tokens() == 0) ? rest
				: rest.with(List.of(new Ended(window.endOf(this.time), share.requests(), share.tokens())));
	}

}
