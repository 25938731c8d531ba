package io.musubito.behaviour.shutdown;

import java.util.concurrent.CompletableFuture;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Steps that ask a model, one in each form of a result, and two that don't.
 */
class Steps {

	@MusubitoIgnore
	private final Model model;

	Steps(Model model) {
		this.model = model;
	}

	@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
	String draft(String text) {
		return this.model.ask("draft of " + text);
	}

	@MusubitoStep(name = "polish", type = StepType.STOCHASTIC)
	String polish(String text) {
		return this.model.ask("polished " + text);
	}

	@MusubitoStep(name = "address")
	String address(String text) {
		return "To " + text;
	}

	@MusubitoStep(name = "sign")
	String sign(String text) {
		return text + ", yours";
	}

	@MusubitoStep(name = "future", type = StepType.STOCHASTIC)
	CompletableFuture<String> future(String text) {
		return CompletableFuture.supplyAsync(() -> this.model.ask("future of " + text));
	}

	@MusubitoStep(name = "mono", type = StepType.STOCHASTIC)
	Mono<String> mono(String text) {
		return Mono.fromCallable(() -> this.model.ask("mono of " + text)).subscribeOn(Schedulers.boundedElastic());
	}

	@MusubitoStep(name = "flux", type = StepType.STOCHASTIC)
	Flux<String> flux(String text) {
		return Flux.just("flux of ", text)
			.publishOn(Schedulers.boundedElastic())
			.map((element) -> this.model.ask(element));
	}

}
