package io.musubito.quota;

/**
 * A place that counts.
 */
final class TakenPlace implements Place {

	private final ModelQueue queue;

	private final long need;

	private boolean arrived;

	private boolean ended;

	TakenPlace(ModelQueue queue, long need) {
		this.queue = queue;
		this.need = need;
	}

	@Override
	public synchronized void arrived() {
		if (!this.arrived && !this.ended) {
			this.arrived = true;
			this.queue.own().arrived();
			this.queue.look();
		}
	}

	@Override
	public synchronized void ended(long tokens, long outputTokens) {
		if (!this.ended) {
			this.ended = true;
			this.queue.own().ended(this.arrived, this.need, (tokens > 0) ? tokens : this.need);
			this.queue.learn(outputTokens);
			this.queue.look();
		}
	}

	@Override
	public synchronized void giveBack() {
		if (!this.arrived && !this.ended) {
			this.ended = true;
			this.queue.own().giveBack(this.need);
			this.queue.look();
		}
	}

}
