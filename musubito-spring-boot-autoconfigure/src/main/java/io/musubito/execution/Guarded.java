package io.musubito.execution;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.musubito.execution.SingleFlight.Flight;
import org.jspecify.annotations.Nullable;

/**
 * A part of a call that nobody calls who could be told of a failure, such as a callback:
 * whatever is thrown in it, the call is ended.
 */
final class Guarded {

	private final @Nullable Flight flight;

	private final Consumer<Throwable> whenBroken;

	/**
	 * Guards parts of a call.
	 * @param flight the flight of the call; {@code null} when it is ended elsewhere
	 * @param whenBroken ends the call, or does nothing when it has ended. It may be
	 * called twice
	 */
	Guarded(@Nullable Flight flight, Consumer<Throwable> whenBroken) {
		this.flight = flight;
		this.whenBroken = whenBroken;
	}

	/**
	 * A part that is run later.
	 */
	Runnable part(Runnable part) {
		return new Part(part);
	}

	/**
	 * A part that is called back.
	 */
	<T extends @Nullable Object> BiConsumer<T, @Nullable Throwable> callback(
			BiConsumer<? super T, ? super @Nullable Throwable> part) {
		return new Callback<>(part);
	}

	/**
	 * Runs a part.
	 */
	void run(Runnable part) {
		try {
			part.run();
		}
		catch (Throwable ex) {
			end(ex);
		}
	}

	private void end(Throwable failure) {
		try {
			this.whenBroken.accept(failure);
		}
		catch (Throwable again) {
			// The stack may be exhausted here
			try {
				StoreThreads.OWN.execute(() -> this.whenBroken.accept(failure));
			}
			finally {
				if (this.flight != null) {
					this.flight.left = true;
				}
			}
		}
	}

	private final class Part implements Runnable {

		private final Runnable part;

		private Part(Runnable part) {
			this.part = part;
		}

		@Override
		public void run() {
			Guarded.this.run(this.part);
		}

	}

	private final class Callback<T extends @Nullable Object> implements BiConsumer<T, @Nullable Throwable> {

		private final BiConsumer<? super T, ? super @Nullable Throwable> part;

		private Callback(BiConsumer<? super T, ? super @Nullable Throwable> part) {
			this.part = part;
		}

		@Override
		public void accept(T value, @Nullable Throwable failure) {
			Guarded.this.run(() -> this.part.accept(value, failure));
		}

	}

}
