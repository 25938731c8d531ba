package io.musubito.quota;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * What this process has of the limits of one model. What has ended is kept until it is
 * written where others see it. Safe for use by many threads.
 */
final class Own {

	private final Window window;

	private final Deque<Waiter> waiting = new ArrayDeque<>();

	private final TreeMap<Long, Ended> unsent = new TreeMap<>();

	private final TreeMap<Long, Ended> recent = new TreeMap<>();

	private long requests;

	private long active;

	private long tokens;

	private long endedRequests;

	private long endedTokens;

	Own(Window window) {
		this.window = window;
	}

	synchronized void add(Waiter waiter) {
		this.waiting.add(waiter);
	}

	synchronized void remove(Waiter waiter) {
		this.waiting.remove(waiter);
	}

	synchronized List<Waiter> removeAll() {
		List<Waiter> all = List.copyOf(this.waiting);
		this.waiting.clear();
		return all;
	}

	synchronized List<Waiter> waiters() {
		return List.copyOf(this.waiting);
	}

	/**
	 * Whether others do not know of something that has ended.
	 */
	synchronized boolean isUntold() {
		return !this.unsent.isEmpty();
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * What there is at a time; what has ended before counts from then on.
	 */
	synchronized Holding at(long time) {
		if (this.endedRequests != 0 || this.endedTokens != 0) {
			Ended ended = new Ended(this.window.endOf(time), this.endedRequests, this.endedTokens);
			this.unsent.merge(ended.at(), ended, Ended::plus);
			this.recent.merge(ended.at(), ended, Ended::plus);
			this.endedRequests = 0;
			this.endedTokens = 0;
		}
		this.unsent.headMap(time - this.window.millis(), true).clear();
		this.recent.headMap(time - this.window.millis(), true).clear();
		Waiter first = this.waiting.peek();
		long used = this.requests + this.recent.values().stream().mapToLong(Ended::requests).sum();
		Share share = new Share(this.requests, this.active, this.tokens, used, this.waiting.size(),
				(first != null) ? first.need() : 0, time);
		return new Holding(share, List.copyOf(this.unsent.values()), new ArrayList<>(this.waiting));
	}

	/**
	 * What has ended is written. Called by who has asked for it last.
	 */
	synchronized void sent() {
		this.unsent.clear();
	}

	/**
	 * Gives places to calls that wait.
	 */
	synchronized void take(Collection<Waiter> granted) {
		granted.forEach((waiter) -> {
			this.waiting.remove(waiter);
			this.requests++;
			this.active++;
			this.tokens += waiter.need();
		});
	}

	synchronized void arrived() {
		this.requests--;
		this.endedRequests++;
	}

	synchronized void ended(boolean arrived, long need, long used) {
		if (!arrived) {
			arrived();
		}
		this.active--;
		this.tokens -= need;
		this.endedTokens += used;
	}

	synchronized void giveBack(long need) {
		this.requests--;
		this.active--;
		this.tokens -= need;
	}

	/**
	 * What there is at some time.
	 *
	 * @param share what others are told
	 * @param unsent what has ended and they do not know of
	 * @param waiting who waits, the first one first
	 */
	record Holding(Share share, List<Ended> unsent, List<Waiter> waiting) {

	}

}
