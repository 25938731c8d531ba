package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.musubito.ReplayMode;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.ContextView;

/**
 * Answers calls of steps that return a {@link Mono}: each subscription is a call, whose
 * body is followed as a future.
 */
final class MonoExecutor {

	private final FutureExecutor futures;

	private final Function<LineageContext, ReplayMode> modes;

	MonoExecutor(FutureExecutor futures, Function<LineageContext, ReplayMode> modes) {
		this.futures = futures;
		this.modes = modes;
	}

	Mono<Object> execute(StepCall call, ResultForm form) {
		LineageContext assembled = Lineage.current();
		return Mono.deferContextual((subscriber) -> {
			LineageContext around = ReactorContexts.of(subscriber);
			LineageContext context = assembled.subscribedFrom(around);
			ReplayMode mode = this.modes.apply(context);
			if (mode == ReplayMode.OFF) {
				return asIs(call);
			}
			Mono<Object> answer = Mono.create((sink) -> follow(sink, around, subscriber,
					(adapter) -> this.futures.execute(call.subscribedBy(subscriber), form, context, mode, adapter)));
			return StoreThreads.isNonBlockingThread() ? answer.subscribeOn(StoreThreads.scheduler()) : answer;
		});
	}

	@SuppressWarnings("unchecked")
	private static Mono<Object> asIs(StepCall call) {
		try {
			Object body = call.body().proceed();
			return (body != null) ? (Mono<Object>) body : Mono.empty();
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private static void follow(MonoSink<Object> sink, LineageContext around, ContextView subscriber, Call call) {
		CompletableFuture<@Nullable Object> result;
		try {
			result = call.execute((body, observation) -> future((Mono<?>) body, subscriber, observation));
		}
		catch (Throwable ex) {
			sink.error(ex);
			return;
		}
		sink.onCancel(() -> result.cancel(true));
		Stages.whenEnded(result, new Guarded(null, sink::error), (value, failure) -> {
			try (Lineage.Scope scope = Lineage.open(around)) {
				if (failure == null) {
					sink.success(value);
				}
				else if (!result.isCancelled()) {
					sink.error(failure);
				}
			}
		});
	}

	private static CompletableFuture<?> future(Mono<?> body, ContextView subscriber, CallObservation observation) {
		return body.contextWrite(ReactorContexts.ofBody(subscriber, Lineage.current(), observation)).toFuture();
	}

	/**
	 * A call that is about to begin.
	 */
	@FunctionalInterface
	private interface Call {

		CompletableFuture<@Nullable Object> execute(FutureExecutor.BodyAdapter adapter) throws Throwable;

	}

}
