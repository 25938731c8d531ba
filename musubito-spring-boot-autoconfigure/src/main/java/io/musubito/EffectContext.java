package io.musubito;

/**
 * What an effect knows of itself while it runs. On the thread of its method, ask for the
 * {@linkplain #idempotencyKey() key} or the {@linkplain #current() context}, or declare a
 * parameter of this type: it is filled in, whatever the caller passes, and is no part of
 * the identity. Read it there when other threads need it.
 */
public final class EffectContext {

	private static final ThreadLocal<EffectContext> CURRENT = new ThreadLocal<>();

	private final String key;

	private final int attempt;

	private EffectContext(String key, int attempt) {
		this.key = key;
		this.attempt = attempt;
	}

	/**
	 * The key by which a receiver recognises that it was asked before. It is derived from
	 * the identity of the effect: the same for all attempts, in every process, and even
	 * with a new store. Only what is performed again on purpose
	 * ({@link MusubitoStep#forceReexecution()}, {@link ReplayMode#OFF}) gets another one.
	 * @return up to 80 characters of letters, digits and {@code -}
	 * @throws IllegalStateException outside of an effect
	 */
	public static String idempotencyKey() {
		return current().key();
	}

	/**
	 * The context of the effect whose method runs on this thread.
	 * @return the context
	 * @throws IllegalStateException outside of an effect
	 */
	public static EffectContext current() {
		EffectContext context = CURRENT.get();
		if (context == null) {
			throw new IllegalStateException("No effect runs on this thread: only the method of an EXTERNAL_EFFECT step "
					+ "that was called through its bean has an EffectContext, on its own thread and not with "
					+ "musubito.enabled=false. A test of the method alone opens one with EffectContext.open.");
		}
		return context;
	}

	/**
	 * Makes a context the current one until the scope is closed, on this thread. Effects
	 * have one without this; it is for tests that call their methods directly.
	 * @param key the idempotency key
	 * @param attempt which attempt it is, from 1
	 * @return the scope, which puts back what was current before
	 */
	public static Scope open(String key, int attempt) {
		EffectContext before = CURRENT.get();
		CURRENT.set(new EffectContext(key, attempt));
		return () -> {
			if (before != null) {
				CURRENT.set(before);
			}
			else {
				CURRENT.remove();
			}
		};
	}

	/**
	 * The key by which a receiver recognises that it was asked before.
	 * @return the same as {@link #idempotencyKey()}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Which attempt this is. From the second one on, an earlier one failed without having
	 * happened, or nobody knows whether it happened and {@link OnUnknown#RETRY} is set.
	 * @return the number, from 1
	 */
	public int attempt() {
		return this.attempt;
	}

	/**
	 * A stretch of code in which a context is current.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
