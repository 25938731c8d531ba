package io.musubito.ai;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A call of a model on its way from the advisor to the model. The first observation of a
 * model that starts on this way is that of the call, and takes it, so that a call which
 * both see is counted once. What starts later, because the model asks another one as
 * well, is a call of its own.
 */
final class AdvisedCall {

	private static final ThreadLocal<AdvisedCall> CURRENT = new ThreadLocal<>();

	private final ReportedCall call;

	private final boolean stream;

	private final AtomicBoolean pending = new AtomicBoolean(true);

	private AdvisedCall(ReportedCall call, boolean stream) {
		this.call = call;
		this.stream = stream;
	}

	static AdvisedCall of(ReportedCall call) {
		return new AdvisedCall(call, false);
	}

	static AdvisedCall ofStream(ReportedCall call) {
		return new AdvisedCall(call, true);
	}

	/**
	 * Whether a call is on its way on this thread that no observation has taken.
	 */
	static boolean isPending() {
		AdvisedCall current = CURRENT.get();
		return current != null && current.pending.get();
	}

	/**
	 * Takes the call that is on its way on this thread.
	 * @return the call; {@code null} when there is none, or it was taken or has ended
	 */
	static @Nullable AdvisedCall take() {
		AdvisedCall current = CURRENT.get();
		return (current != null && current.pending.compareAndSet(true, false)) ? current : null;
	}

	ReportedCall call() {
		return this.call;
	}

	/**
	 * Whether the answer is a stream, whose usage the advisor reads from the chunks. An
	 * observation knows less of it, and knows it later.
	 */
	boolean isStream() {
		return this.stream;
	}

	/**
	 * Sends the call on its way on this thread, until the scope is closed.
	 */
	Scope open() {
		AdvisedCall before = CURRENT.get();
		CURRENT.set(this);
		return () -> set(before);
	}

	/**
	 * Ends the way: what starts from now on is another call.
	 */
	void end() {
		this.pending.set(false);
	}

	private static void set(@Nullable AdvisedCall call) {
		if (call != null) {
			CURRENT.set(call);
		}
		else {
			CURRENT.remove();
		}
	}

	/**
	 * A stretch of code in which a call is on its way.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
