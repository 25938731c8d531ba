package io.musubito.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * By how much a store grows with each replay outside of runs. All of them are written
 * when the store is closed, so the file is measured between two runs of the application.
 */
final class Growth {

	private static final int NODES = 1_000;

	private static final int PASSES = 50;

	private static final int TURNS = 5;

	private static final int MOST_BYTES = 48;

	private Growth() {
	}

	static List<Row> measure(Scale scale) throws Exception {
		try (Scratch scratch = new Scratch()) {
			int passes = scale.turns(PASSES);
			// The first one executes, and the second one is the first that finds a store
			replay(scratch.folder(), passes);
			replay(scratch.folder(), passes);
			double[] bytes = new double[TURNS];
			for (int i = 0; i < TURNS; i++) {
				bytes[i] = replay(scratch.folder(), passes);
			}
			return List.of(new Row("growth of the file by a replay outside of runs", Quantiles.spread(bytes, 1) + " B",
					"–", "–", Quantiles.of(bytes, 0.5), Target.atMostBytes(MOST_BYTES)));
		}
	}

	private static double replay(Path folder, int passes) throws Exception {
		DraftApplication application = new DraftApplication(folder);
		Path store = application.store();
		long before = Files.size(store);
		for (int pass = 0; pass < passes; pass++) {
			application.draftAll(NODES);
		}
		application.close();
		return (Files.size(store) - before) / ((double) passes * NODES);
	}

}
