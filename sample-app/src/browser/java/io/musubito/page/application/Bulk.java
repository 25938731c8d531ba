package io.musubito.page.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fills the store: runs whose steps use results of up to three earlier steps.
 */
@RestController
class Bulk {

	private final Pipeline pipeline;

	Bulk(Pipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping("/bulk")
	void fill(@RequestParam int runs, @RequestParam int nodes) {
		for (int run = 0; run < runs; run++) {
			this.pipeline.fill(run, nodes);
		}
	}

	@Component
	static class Pipeline {

		private static final int LAYER = 12;

		private final Musubito musubito;

		private final Steps steps;

		Pipeline(Musubito musubito, Steps steps) {
			this.musubito = musubito;
			this.steps = steps;
		}

		@MusubitoPipeline("bulk")
		int fill(int run, int nodes) {
			Random random = new Random(run);
			List<String> results = new ArrayList<>();
			for (int node = 0; node < nodes; node++) {
				results.add(one("%d/%d".formatted(run, node), above(results, random)));
			}
			return results.size();
		}

		@SuppressWarnings("try")
		private String one(String name, Object[] above) {
			if (above.length == 0) {
				return this.steps.load(name);
			}
			try (var merge = this.musubito.merge(above)) {
				return (name.hashCode() % 2 == 0) ? this.steps.chunk(name) : this.steps.embed(name);
			}
		}

		private static Object[] above(List<String> results, Random random) {
			int from = Math.max(0, results.size() - 2 * LAYER);
			int to = results.size() - LAYER;
			return (to <= from) ? new Object[0]
					: random.ints(1 + random.nextInt(2), from, to).distinct().mapToObj(results::get).toArray();
		}

	}

	@Component
	static class Steps {

		@MusubitoStep(name = "load")
		String load(String name) {
			return "Loaded " + name;
		}

		@MusubitoStep(name = "chunk")
		String chunk(String name) {
			return "Chunk " + name;
		}

		@MusubitoStep(name = "embed")
		String embed(String name) {
			return "Vector " + name;
		}

	}

}
