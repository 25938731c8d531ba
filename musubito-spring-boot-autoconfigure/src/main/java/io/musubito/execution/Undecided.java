package io.musubito.execution;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The effects that an answer depends on as long as transactions have yet to decide
 * whether they happened. Until then the answer is not recorded.
 *
 * @param effects the effects
 * @param withheld whether the answer is withheld from everybody outside of these
 * transactions, because one of the effects was performed for it. What was only made of
 * the value of an effect is not: it would be the same for whoever has that value.
 */
record Undecided(Set<EffectTransaction> effects, boolean withheld) {

	static final Undecided NOTHING = new Undecided(Set.of(), false);

	static Undecided performed(EffectTransaction effect) {
		return new Undecided(Set.of(effect), true);
	}

	boolean isNothing() {
		return this.effects.isEmpty();
	}

	Undecided and(Undecided other) {
		if (other.isNothing() || isNothing()) {
			return other.isNothing() ? this : other;
		}
		Set<EffectTransaction> all = new LinkedHashSet<>(this.effects);
		all.addAll(other.effects);
		return new Undecided(all, this.withheld || other.withheld);
	}

	/**
	 * The same for an answer that is made of this one's value.
	 */
	Undecided consumed() {
		return new Undecided(this.effects, false);
	}

	/**
	 * Tells, once, whether all effects happened: as soon as they have, or one has not.
	 */
	void whenDecided(Consumer<Boolean> listener) {
		AtomicInteger left = new AtomicInteger(this.effects.size());
		for (EffectTransaction effect : this.effects) {
			effect.decision().whenMade((happened) -> {
				if (!happened) {
					if (left.getAndSet(Integer.MIN_VALUE) > 0) {
						listener.accept(false);
					}
				}
				else if (left.decrementAndGet() == 0) {
					listener.accept(true);
				}
			});
		}
	}

	/**
	 * How a caller on this thread stands to all of them: the effect that is worst.
	 */
	Standing standing() {
		return this.effects.stream()
			.map(EffectTransaction::standing)
			.reduce(Standing.WITHIN, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	/**
	 * Decides those that were undone by a rollback to a savepoint.
	 */
	void settle() {
		this.effects.forEach(EffectTransaction::settle);
	}

	/**
	 * An effect that a caller on this thread would have to wait for, if any.
	 */
	EffectTransaction first(Standing standing) {
		return this.effects.stream()
			.filter((effect) -> effect.standing() == standing)
			.findFirst()
			.orElseGet(() -> this.effects.iterator().next());
	}

	/**
	 * How a caller stands to the transaction of an effect.
	 */
	enum Standing {

		/**
		 * It is in the transaction.
		 */
		WITHIN,

		/**
		 * It is outside, and may wait for the end of the transaction.
		 */
		OUTSIDE,

		/**
		 * It is outside, and the transaction can't end before the call does.
		 */
		AWAITED,

		/**
		 * The transaction goes on, but the effect was undone in it.
		 */
		UNDONE

	}

}
