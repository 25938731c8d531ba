package io.musubito.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.musubito.EffectNotPerformedException;
import io.musubito.execution.Undecided.Standing;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction that decides whether one attempt of an effect happened. It is not known
 * before the method is entered: it may be one that the method joins, or one of its own,
 * or, with retries, several after each other.
 */
public final class EffectTransaction {

	private static final Object CURRENT = new Object();

	private final String operation;

	private final String effectKey;

	private final String nodeId;

	private final Thread thread = Thread.currentThread();

	private final EffectDecision decision = new EffectDecision();

	private final List<Enlistment> enlistments = new ArrayList<>();

	private @Nullable Consumer<Completion> listener;

	private @Nullable Answer returned;

	EffectTransaction(String operation, String effectKey, String nodeId) {
		this.operation = operation;
		this.effectKey = effectKey;
		this.nodeId = nodeId;
	}

	String operation() {
		return this.operation;
	}

	String nodeId() {
		return this.nodeId;
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * Whether the effect happened, when that is decided and recorded.
	 */
	EffectDecision decision() {
		return this.decision;
	}

	/**
	 * What the method returned, {@code null} when it threw an exception.
	 */
	@Nullable Answer returned() {
		return this.returned;
	}

	/**
	 * Tells the effect that runs on this thread that its method is about to be entered.
	 * Called inside of all advice, so that the transaction that is active is the one in
	 * which the method writes.
	 * @throws EffectNotPerformedException when none is active
	 */
	public static void enter() {
		EffectTransaction transaction = (EffectTransaction) TransactionSynchronizationManager.getResource(CURRENT);
		if (transaction != null) {
			transaction.enlist();
		}
	}

	/**
	 * Finds an effect that the current transaction has yet to decide on, whichever
	 * application context performed it.
	 * @param effectKey the effect
	 * @return the effect; {@code null} when it was not performed in this transaction
	 */
	static @Nullable EffectTransaction findCurrent(String effectKey) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(Enlistment.class::isInstance)
			.map((synchronization) -> ((Enlistment) synchronization).transaction())
			.filter((transaction) -> transaction.effectKey.equals(effectKey) && transaction.decision.isOpen())
			.findFirst()
			.orElse(null);
	}

	/**
	 * How a caller on the current thread stands to the transaction.
	 */
	Standing standing() {
		if (!AwaitingThreads.include(this.thread)) {
			return Standing.OUTSIDE;
		}
		if (isUndone()) {
			return Standing.UNDONE;
		}
		boolean within = this.thread == Thread.currentThread()
				&& this.enlistments.stream().noneMatch((enlistment) -> enlistment.suspended);
		return (within) ? Standing.WITHIN : Standing.AWAITED;
	}

	/**
	 * Decides at once when the effect was undone, whatever becomes of the transaction.
	 */
	void settle() {
		Consumer<Completion> notified = this.listener;
		if (notified != null && isUndone()) {
			this.listener = null;
			notified.accept(Completion.ROLLED_BACK);
		}
	}

	private boolean isUndone() {
		return !this.enlistments.isEmpty()
				&& this.enlistments.stream().allMatch((enlistment) -> enlistment.isUndone());
	}

	/**
	 * Makes this the one that the method tells, until the scope is closed.
	 */
	Scope open() {
		Object before = TransactionSynchronizationManager.unbindResourceIfPossible(CURRENT);
		TransactionSynchronizationManager.bindResource(CURRENT, this);
		return () -> {
			TransactionSynchronizationManager.unbindResource(CURRENT);
			if (before != null) {
				TransactionSynchronizationManager.bindResource(CURRENT, before);
			}
		};
	}

	/**
	 * Calls the listener when the transaction has ended, at once when it has already.
	 * @param answer what the method returned; {@code null} when it threw an exception
	 * @param completed called once
	 */
	void whenCompleted(@Nullable Answer answer, Consumer<Completion> completed) {
		this.returned = answer;
		this.listener = completed;
		notifyListener();
	}

	private void enlist() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new EffectNotPerformedException("Effect '" + this.operation
					+ "' is transactional, but no transaction "
					+ "is active when its method is entered, so that nothing could decide whether it happened. It was "
					+ "not performed. Annotate the method with @Transactional, or remove transactional.");
		}
		Enlistment enlistment = new Enlistment();
		TransactionSynchronizationManager.registerSynchronization(enlistment);
		this.enlistments.add(enlistment);
	}

	private void notifyListener() {
		Consumer<Completion> notified = this.listener;
		if (notified != null && this.enlistments.stream().noneMatch((enlistment) -> enlistment.completion == null)) {
			this.listener = null;
			notified.accept(completion());
		}
	}

	private Completion completion() {
		if (this.enlistments.isEmpty()) {
			return Completion.NOT_ENTERED;
		}
		// Those before the last one were rolled back and tried again, or else it is not
		// known
		return this.enlistments.stream()
			.map((enlistment) -> (enlistment.completion != null) ? enlistment.completion : Completion.UNKNOWN)
			.reduce(Completion.ROLLED_BACK, Completion::and);
	}

	/**
	 * How the transaction ended.
	 */
	enum Completion {

		/**
		 * The method was not entered.
		 */
		NOT_ENTERED,

		/**
		 * Nothing is left of what the method did.
		 */
		ROLLED_BACK,

		/**
		 * What the method did is there for good.
		 */
		COMMITTED,

		/**
		 * One of both.
		 */
		UNKNOWN;

		private Completion and(Completion other) {
			return (compareTo(other) > 0) ? this : other;
		}

	}

	/**
	 * A stretch of code in which the method may be entered.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

	/**
	 * One transaction in which the method was entered.
	 */
	private final class Enlistment implements TransactionSynchronization {

		private final Set<Object> laterSavepoints = Collections.newSetFromMap(new IdentityHashMap<>());

		private boolean undone;

		private boolean suspended;

		private @Nullable Completion completion;

		private EffectTransaction transaction() {
			return EffectTransaction.this;
		}

		private boolean isUndone() {
			return (this.completion != null) ? this.completion == Completion.ROLLED_BACK : this.undone;
		}

		/**
		 * Before all others, which may call the effect when the transaction has ended.
		 */
		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void suspend() {
			this.suspended = true;
		}

		@Override
		public void resume() {
			this.suspended = false;
		}

		@Override
		public void savepoint(Object savepoint) {
			this.laterSavepoints.add(savepoint);
		}

		@Override
		public void savepointRollback(Object savepoint) {
			this.undone |= !this.laterSavepoints.contains(savepoint);
		}

		@Override
		public void afterCommit() {
			complete(STATUS_COMMITTED);
		}

		@Override
		public void afterCompletion(int status) {
			if (this.completion == null) {
				complete(status);
			}
		}

		private void complete(int status) {
			this.completion = switch (status) {
				case STATUS_COMMITTED -> (this.undone) ? Completion.ROLLED_BACK : Completion.COMMITTED;
				case STATUS_ROLLED_BACK -> Completion.ROLLED_BACK;
				default -> (this.undone) ? Completion.ROLLED_BACK : Completion.UNKNOWN;
			};
			notifyListener();
		}

	}

}
