package io.musubito.ai;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.ModelLimitException;
import io.musubito.execution.ModelRequest;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.Lineage;
import io.musubito.quota.ModelLimits;
import io.musubito.quota.Place;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes places for calls of models that have limits, and waits for them. Safe for use by
 * many threads.
 */
final class ModelPlaces {

	private static final Log logger = LogFactory.getLog(ModelPlaces.class);

	private final ModelLimits limits;

	private final AtomicBoolean told = new AtomicBoolean();

	ModelPlaces(ModelLimits limits) {
		this.limits = limits;
	}

	/**
	 * Whether calls have to wait for a place. Tells once of a request that names no
	 * model.
	 */
	boolean isLimited(ModelRequest request) {
		if (request.model() == null && !this.limits.isEmpty() && this.told.compareAndSet(false, true)) {
			logger.warn("A request names no model. Unless the model says its name when it is called, none of the "
					+ "limits below musubito.ai.limits holds for it. Give the options of the request the name of the "
					+ "model. Told once");
		}
		return this.limits.isLimited(request.model());
	}

	/**
	 * Waits for a place.
	 * @param request what is about to be asked
	 * @param options the options of the request
	 * @return the place
	 * @throws ModelLimitException when there is none
	 * @throws CancellationException when the thread is interrupted
	 */
	Place take(ModelRequest request, @Nullable Object options) {
		if (!isLimited(request)) {
			return Place.UNLIMITED;
		}
		if (Schedulers.isInNonBlockingThread()) {
			throw refused(new ModelLimitException("Model '" + request.model() + "' was not called: it has limits below "
					+ "musubito.ai.limits, and thread '" + Thread.currentThread().getName() + "' must not wait for a "
					+ "place. Call it through a ChatClient of a configured builder, which waits without a thread, or "
					+ "add .subscribeOn(Schedulers.boundedElastic()) to the stream of the model."));
		}
		CompletableFuture<Place> place = ask(request, options);
		try {
			return place.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ModelLimitException refusal) {
				throw refused(refusal);
			}
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			if (!place.cancel(false) && !place.isCompletedExceptionally()) {
				place.join().giveBack();
			}
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while a call of model '" + request.model()
					+ "' was waiting for a place within its limits. It was not called");
		}
	}

	/**
	 * Waits for a place without a thread.
	 * @param request what is about to be asked
	 * @param options the options of the request
	 * @return gives the place on a thread that may wait
	 */
	Mono<Place> whenThereIsOne(ModelRequest request, @Nullable Object options) {
		return Mono.fromFuture(() -> ask(request, options))
			.onErrorMap(CompletionException.class, (ex) -> (ex.getCause() != null) ? ex.getCause() : ex)
			.onErrorMap(ModelLimitException.class, ModelPlaces::refused)
			.publishOn(Schedulers.boundedElastic())
			.doOnDiscard(Place.class, Place::giveBack);
	}

	private CompletableFuture<Place> ask(ModelRequest request, @Nullable Object options) {
		int repetitions = ClientRepetitions.of(options);
		if (repetitions > 0) {
			throw refused(ClientRepetitions.refusal(request.model(), repetitions));
		}
		try {
			return this.limits.take(request.model(), request.inputTokens(), request.maxOutputTokens());
		}
		catch (ModelLimitException ex) {
			throw refused(ex);
		}
	}

	/**
	 * A call of a model has failed, perhaps because its provider has refused it.
	 */
	void failed(@Nullable String model, @Nullable Throwable failure) {
		if (failure != null && this.limits.isLimited(model)) {
			RetryAfter.of(failure).ifPresent((time) -> this.limits.holdBack(model, time));
		}
	}

	/**
	 * What a body makes of the refusal is not to be replayed for ever.
	 */
	private static ModelLimitException refused(ModelLimitException refusal) {
		ActiveStep step = Lineage.current().activeStep();
		if (step != null) {
			step.taint("a model had no place within its limits");
		}
		return refusal;
	}

}
