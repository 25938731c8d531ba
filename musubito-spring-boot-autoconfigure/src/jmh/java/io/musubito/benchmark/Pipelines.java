package io.musubito.benchmark;

import java.util.List;
import java.util.concurrent.Callable;

import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A pipeline of five steps whose results are there already, against five point reads.
 * Each step answers with 1 KB and takes what earlier ones answered; one takes a text that
 * was made of two results.
 */
final class Pipelines {

	private static final int STEPS = 5;

	private static final int CALLS = 1_000;

	private static final int TURNS = 100;

	private Pipelines() {
	}

	static Measurement of(int nodes) {
		return (scale) -> measure(scale.nodes(nodes), scale.turns(TURNS));
	}

	private static List<Row> measure(int nodes, int turns) throws Exception {
		try (Scratch scratch = new Scratch();
				ConfigurableApplicationContext context = Engine.in(scratch.folder()).start(ReportConfiguration.class);
				BareTable table = new BareTable(nodes)) {
			Musubito musubito = context.getBean(Musubito.class);
			Report report = new Report(musubito, context.getBean(Steps.class));
			int topics = nodes / STEPS;
			for (int topic = 0; topic < topics; topic++) {
				report.write(topic);
			}
			Order order = new Order(topics);
			Callable<String> reader = table.reader(0);
			Callable<Double> reads = Turns.each(CALLS, () -> {
				for (int i = 1; i < STEPS; i++) {
					reader.call();
				}
				return reader.call();
			});
			String name = "warm pipeline of %d steps, %%s, %,d nodes ÷ %1$d point reads".formatted(STEPS, nodes);
			Callable<String> pipeline = () -> report.write(order.next());
			Callable<String> run = () -> musubito.pipeline("report", () -> report.write(order.next()));
			return List.of(compare(turns, pipeline, reads).time(name.formatted("outside of runs"), Target.atMost(4)),
					compare(turns, run, reads).time(name.formatted("a run each"), Target.atMost(4)));
		}
	}

	private static Turns compare(int turns, Callable<String> pipeline, Callable<Double> reads) throws Exception {
		return Turns.measure(turns, Turns.each(CALLS, pipeline), reads);
	}

	/**
	 * Calls the steps.
	 */
	private record Report(Musubito musubito, Steps steps) {

		String write(int topic) {
			String facts = this.steps.facts(topic);
			String outline = this.steps.outline(facts);
			String style = this.steps.style(topic);
			String draft;
			try (MergeScope merge = this.musubito.merge(outline, style)) {
				draft = this.steps.draft(outline + style);
			}
			return this.steps.polish(draft);
		}

	}

	static class Steps {

		@MusubitoStep(name = "facts")
		String facts(int topic) {
			return Texts.kilobyte(topic);
		}

		@MusubitoStep(name = "outline")
		String outline(String facts) {
			return Texts.kilobyte(facts.hashCode());
		}

		@MusubitoStep(name = "style")
		String style(int topic) {
			return Texts.kilobyte(-1 - topic);
		}

		@MusubitoStep(name = "draft")
		String draft(String brief) {
			return Texts.kilobyte(brief.hashCode());
		}

		@MusubitoStep(name = "polish")
		String polish(String draft) {
			return Texts.kilobyte(draft.hashCode());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReportConfiguration {

		@Bean
		Steps steps() {
			return new Steps();
		}

	}

}
