package io.musubito.model;

import java.util.List;
import java.util.Optional;

import io.musubito.EffectKey;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.StepSpec;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The steps. What they do is written once more in {@link Oracle}.
 */
class ModelSteps {

	@MusubitoIgnore
	private final World world;

	private final Musubito musubito;

	private final ModelSteps self;

	ModelSteps(World world, Musubito musubito, ModelSteps self) {
		this.world = world;
		this.musubito = musubito;
		this.self = self;
	}

	private String ask(Op op, Object input) {
		this.world.enter(op, input);
		return this.world.answer(op, input);
	}

	@MusubitoStep(name = "ask", type = StepType.STOCHASTIC, properties = "app.model")
	String ask(int input) {
		return ask(Op.ASK, input);
	}

	@MusubitoStep(name = "rate", type = StepType.STOCHASTIC, ttl = "1h", staleIfError = "3h")
	String rate(int input) {
		return ask(Op.RATE, input);
	}

	@MusubitoStep(name = "brief", ttl = "0")
	String brief(int input) {
		return ask(Op.BRIEF, input);
	}

	@MusubitoStep(name = "live", replay = false)
	String live(int input) {
		return ask(Op.LIVE, input);
	}

	@MusubitoStep(name = "picky", type = StepType.STOCHASTIC, unless = "#result.endsWith('r1')")
	String picky(int input) {
		return ask(Op.PICKY, input);
	}

	@MusubitoStep(name = "keyed", key = "#input % 2")
	String keyed(int input, @MusubitoIgnore int other) {
		return ask(Op.KEYED, input % 2);
	}

	@MusubitoStep(name = "nothing")
	@Nullable String nothing(int input) {
		this.world.enter(Op.NOTHING, input);
		return null;
	}

	@MusubitoStep(name = "maybe")
	Optional<String> maybe(int input) {
		String answer = ask(Op.MAYBE, input);
		return (answer.endsWith("r1")) ? Optional.empty() : Optional.of(answer);
	}

	@MusubitoStep(name = "stream")
	Flux<String> stream(int input) {
		return Flux.defer(() -> Flux.just(ask(Op.STREAM, input), "end"));
	}

	@MusubitoStep(name = "tenant")
	String tenant(int input) {
		return ask(Op.TENANT, input) + this.world.tenant();
	}

	String body(int input) {
		StepSpec<String> step = StepSpec.<String>of("body", StepType.STOCHASTIC, String.class)
			.input("input", input)
			.version(this.world.bodyVersion())
			.ttl(Op.TTL);
		return this.musubito.step(step, () -> ask(Op.BODY, input)).value();
	}

	@MusubitoStep(name = "chain")
	String chain(String upstream) {
		return "(" + ask(Op.CHAIN, upstream) + ")";
	}

	@MusubitoStep(name = "pair")
	String pair(List<String> upstream) {
		return ask(Op.PAIR, upstream);
	}

	@MusubitoStep(name = "report")
	String report(int input) {
		this.world.enter(Op.REPORT, input);
		return this.self.rate(input) + this.self.tenant(input) + this.world.answer(Op.REPORT, input);
	}

	@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
	String send(int input) {
		return ask(Op.SEND, input);
	}

	@MusubitoStep(name = "pay", type = StepType.EXTERNAL_EFFECT)
	String pay(@EffectKey int account, int amount) {
		return ask(Op.PAY, account);
	}

}
