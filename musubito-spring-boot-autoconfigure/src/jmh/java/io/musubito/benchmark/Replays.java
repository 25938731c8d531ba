package io.musubito.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Replays of 1 KB through the proxy of a bean, against point reads of the same payload
 * with a reused statement. Both pass over all nodes of one operation.
 */
final class Replays implements AutoCloseable {

	private static final int CALLS = 5_000;

	private static final int TURNS = 100;

	private static final int FEW_NODES = 1_000;

	private static final int BYTES_ALLOCATED = 8 * 1024;

	private final Scratch scratch = new Scratch();

	private final int nodes;

	private final DraftApplication application;

	private final BareTable table;

	private final int turns;

	Replays(int nodes, Scale scale) throws Exception {
		this.nodes = scale.nodes(nodes);
		this.turns = scale.turns(TURNS);
		this.application = new DraftApplication(this.scratch.folder()).draftAll(this.nodes);
		this.table = new BareTable(this.nodes);
	}

	static Measurement of(int nodes) {
		return (scale) -> {
			try (Replays replays = new Replays(nodes, scale)) {
				List<Row> rows = new ArrayList<>(List.of(replays.againstReads(), replays.againstMappedReads()));
				if (replays.nodes > FEW_NODES) {
					rows.add(replays.againstFewNodes());
				}
				return rows;
			}
		};
	}

	/**
	 * What a replay allocates on the thread that asks for it.
	 */
	static List<Row> allocation(Scale scale) throws Exception {
		try (Replays replays = new Replays(FEW_NODES, scale)) {
			return List.of(replays.allocation());
		}
	}

	Row againstReads() throws Exception {
		return Turns.measure(this.turns, replays(this.application), Turns.each(CALLS, this.table.reader(0)))
			.time(name() + " ÷ point read", Target.atMost(3));
	}

	private Row againstMappedReads() throws Exception {
		return Turns.measure(this.turns, replays(this.application), Turns.each(CALLS, this.table.mappedReader()))
			.time(name() + " ÷ point read of a file mapped into memory", Target.NONE);
	}

	private Row againstFewNodes() throws Exception {
		try (Scratch another = new Scratch();
				DraftApplication small = new DraftApplication(another.folder()).draftAll(FEW_NODES)) {
			return Turns.measure(this.turns, replays(this.application), replays(small))
				.time(name() + " ÷ the same with %,d".formatted(FEW_NODES), Target.atMost(3));
		}
	}

	Row allocation() throws Exception {
		return Turns
			.measure(this.turns, Allocated.each(CALLS, this.application.replay(0)),
					Allocated.each(CALLS, this.table.reader(0)))
			.bytes("allocation on the calling thread: " + name() + " ÷ point read",
					Target.atMostBytes(BYTES_ALLOCATED));
	}

	private static Callable<Double> replays(DraftApplication application) {
		return Turns.each(CALLS, application.replay(0));
	}

	private String name() {
		return "replay of 1 KB, %,d nodes".formatted(this.nodes);
	}

	@Override
	public void close() throws Exception {
		this.application.close();
		this.table.close();
		this.scratch.close();
	}

}
