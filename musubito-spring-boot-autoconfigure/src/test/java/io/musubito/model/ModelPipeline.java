package io.musubito.model;

import java.util.ArrayList;
import java.util.List;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectNotPerformedException;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.lineage.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a program, as a run or outside of runs.
 */
class ModelPipeline {

	private final World world;

	private final ModelSteps steps;

	private final PlainSteps plainSteps;

	private final OuterSteps outerSteps;

	private final Musubito musubito;

	ModelPipeline(World world, ModelSteps steps, PlainSteps plainSteps, OuterSteps outerSteps, Musubito musubito) {
		this.world = world;
		this.steps = steps;
		this.plainSteps = plainSteps;
		this.outerSteps = outerSteps;
		this.musubito = musubito;
	}

	@MusubitoPipeline("flow")
	List<String> flow(List<Call> program) {
		this.world.setRunId(Lineage.current().run().runId());
		return perform(program);
	}

	/**
	 * What came of each call, as text.
	 */
	List<String> perform(List<Call> program) {
		List<String> rendered = new ArrayList<>();
		List<String> results = new ArrayList<>();
		for (Call call : program) {
			try {
				Object result = this.musubito.withMode(call.mode(), () -> merged(call, results));
				if (result instanceof String text && call.op().isText() && call.mode() != ReplayMode.OFF) {
					results.add(text);
				}
				rendered.add(String.valueOf(result));
			}
			catch (World.ModelDown | EffectInDoubtException | EffectNotPerformedException | ReplayMissException ex) {
				rendered.add(ex.getClass().getSimpleName());
				if (!call.caught()) {
					throw ex;
				}
			}
		}
		return rendered;
	}

	private @Nullable Object merged(Call call, List<String> results) {
		if (!call.merged() || results.isEmpty() || call.mode() == ReplayMode.OFF) {
			return perform(call, results);
		}
		try (MergeScope merge = this.musubito.merge(Call.pick(results, call.first()))) {
			return perform(call, results);
		}
	}

	private @Nullable Object perform(Call call, List<String> results) {
		int input = call.input();
		return switch (call.op()) {
			case PLAIN -> this.plainSteps.plain(input);
			case ASK -> this.steps.ask(input);
			case RATE -> this.steps.rate(input);
			case BRIEF -> this.steps.brief(input);
			case LIVE -> this.steps.live(input);
			case PICKY -> this.steps.picky(input);
			case KEYED -> this.steps.keyed(input, call.second());
			case NOTHING -> this.steps.nothing(input);
			case MAYBE -> this.steps.maybe(input);
			case STREAM -> this.steps.stream(input).collectList().block();
			case TENANT -> this.steps.tenant(input);
			case BODY -> this.steps.body(input);
			case CHAIN -> this.steps.chain((results.isEmpty()) ? "none" : Call.pick(results, call.first()));
			case PAIR -> this.steps.pair((results.isEmpty()) ? List.of()
					: List.of(Call.pick(results, call.first()), Call.pick(results, call.second())));
			case REPORT -> this.steps.report(input);
			case OUTER -> this.outerSteps.outer(input);
			case SEND -> this.steps.send(input);
			case PAY -> this.steps.pay(input, call.second());
		};
	}

}
