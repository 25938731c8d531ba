package io.musubito.run;

import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.RunStatus;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.LineageThreadLocalAccessor;
import io.musubito.lineage.RunScope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A run whose result is a {@code Mono} or {@code Flux}. The first subscription goes on
 * with the run in which it was assembled, each further one is a run of its own. Only for
 * applications with Reactor.
 */
final class PublishedRun {

	private final RunTracker runs;

	private final RunScope run;

	private final LineageContext context;

	private final AtomicBoolean subscribed = new AtomicBoolean();

	PublishedRun(RunTracker runs, RunScope run, LineageContext context) {
		this.runs = runs;
		this.run = run;
		this.context = context;
	}

	static boolean isPublished(Object result) {
		return result instanceof Mono || result instanceof Flux;
	}

	Object follow(Object result) {
		return (result instanceof Mono<?> mono) ? follow(mono) : follow((Flux<?>) result);
	}

	static @Nullable Object await(Object result) {
		return (result instanceof Mono<?> mono) ? mono.block() : ((Flux<?>) result).then().block();
	}

	private <T> Mono<T> follow(Mono<T> mono) {
		return Mono.defer(() -> {
			RunScope own = next();
			return mono.doOnSuccess((value) -> this.runs.end(own, RunStatus.SUCCESS))
				.doOnError((failure) -> this.runs.end(own, RunStatus.FAILED))
				.doOnCancel(() -> this.runs.end(own, RunStatus.FAILED))
				.contextWrite((reactor) -> reactor.put(LineageThreadLocalAccessor.KEY, this.context.withRun(own)));
		});
	}

	private <T> Flux<T> follow(Flux<T> flux) {
		return Flux.defer(() -> {
			RunScope own = next();
			return flux.doOnComplete(() -> this.runs.end(own, RunStatus.SUCCESS))
				.doOnError((failure) -> this.runs.end(own, RunStatus.FAILED))
				.doOnCancel(() -> this.runs.end(own, RunStatus.FAILED))
				.contextWrite((reactor) -> reactor.put(LineageThreadLocalAccessor.KEY, this.context.withRun(own)));
		});
	}

	private RunScope next() {
		return this.subscribed.compareAndSet(false, true) ? this.run
				: this.runs.startPipeline(this.run.name(), this.run.parent(), this.run.place(), this.run.call());
	}

}
