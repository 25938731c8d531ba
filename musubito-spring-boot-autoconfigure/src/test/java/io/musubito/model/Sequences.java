package io.musubito.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import io.musubito.ReplayMode;
import io.musubito.model.Action.ChangeAnswer;
import io.musubito.model.Action.ChangeBodyVersion;
import io.musubito.model.Action.ChangeFailing;
import io.musubito.model.Action.ChangeTenant;
import io.musubito.model.Action.Deploy;
import io.musubito.model.Action.Invalidate;
import io.musubito.model.Action.MoveClock;
import io.musubito.model.Action.Perform;
import io.musubito.model.Action.PerformOutsideRuns;
import io.musubito.model.Action.Plan;
import io.musubito.model.Action.Resolve;
import io.musubito.model.Action.Restart;
import io.musubito.model.Action.Resume;
import io.musubito.model.Action.ResumeFrom;

/**
 * Draws sequences of actions, and makes those smaller that fail.
 */
final class Sequences {

	private static final int INPUTS = 2;

	private static final List<Duration> STEPS = List.of(Duration.ofMinutes(5), Duration.ofMinutes(10),
			Duration.ofMinutes(50), Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(2), Duration.ofNanos(1),
			Duration.ofMinutes(-5), Duration.ofHours(-1), Duration.ofDays(-3));

	private final Random random;

	private Sequences(long seed) {
		this.random = new Random(seed);
	}

	static List<Action> draw(long seed) {
		Sequences sequences = new Sequences(seed);
		List<Action> actions = new ArrayList<>();
		int count = 15 + sequences.random.nextInt(26);
		for (int i = 0; i < count; i++) {
			actions.add(sequences.action());
		}
		return actions;
	}

	private Action action() {
		int kind = this.random.nextInt(1000);
		if (kind < 420) {
			return new Perform(program());
		}
		if (kind < 520) {
			return new PerformOutsideRuns(program());
		}
		if (kind < 620) {
			return new ChangeAnswer(op(), this.random.nextInt(INPUTS), this.random.nextInt(2));
		}
		if (kind < 690) {
			return new ChangeFailing(op(), this.random.nextInt(3) > 0, this.random.nextBoolean());
		}
		if (kind < 780) {
			return new MoveClock(Call.pick(STEPS, this.random.nextInt(STEPS.size())));
		}
		if (kind < 840) {
			return new Deploy(Release.values()[this.random.nextInt(Release.values().length)]);
		}
		if (kind < 870) {
			return (this.random.nextBoolean()) ? new ChangeTenant(this.random.nextInt(2))
					: new ChangeBodyVersion(this.random.nextInt(2));
		}
		if (kind < 920) {
			return new Invalidate(this.random.nextInt(1000));
		}
		if (kind < 950) {
			return new Resume(this.random.nextInt(1000));
		}
		if (kind < 970) {
			return new ResumeFrom(this.random.nextInt(1000), this.random.nextInt(1000));
		}
		if (kind < 980) {
			return new Plan(this.random.nextInt(1000));
		}
		if (kind < 996) {
			return new Resolve(this.random.nextInt(1000), this.random.nextBoolean());
		}
		return (kind < 999) ? new Invalidate(this.random.nextInt(1000)) : new Restart();
	}

	private List<Call> program() {
		List<Call> program = new ArrayList<>();
		int count = 1 + this.random.nextInt(3);
		for (int i = 0; i < count; i++) {
			program.add(call());
		}
		return program;
	}

	private Call call() {
		int mode = this.random.nextInt(30);
		return new Call(op(), this.random.nextInt(INPUTS), this.random.nextInt(4), this.random.nextInt(4),
				this.random.nextInt(8) == 0, switch (mode) {
					case 0, 1 -> ReplayMode.REFRESH;
					case 2, 3 -> ReplayMode.REPLAY_ONLY;
					case 4 -> ReplayMode.OFF;
					default -> ReplayMode.REPLAY;
				}, this.random.nextInt(4) > 0);
	}

	private Op op() {
		return Op.values()[this.random.nextInt(Op.values().length)];
	}

	/**
	 * Leaves out what is not needed for a sequence to fail.
	 * @param fails whether a sequence fails
	 */
	static List<Action> shrink(List<Action> failing, Predicate<List<Action>> fails) {
		List<Action> smallest = failing;
		for (int size = smallest.size() / 2; size > 0; size /= 2) {
			for (int from = smallest.size() - size; from >= 0; from -= size) {
				smallest = smaller(smallest, without(smallest, from, size), fails);
				from = Math.min(from, smallest.size());
			}
		}
		for (int at = 0; at < smallest.size(); at++) {
			smallest = shrinkAt(smallest, at, fails);
		}
		return smallest;
	}

	private static List<Action> shrinkAt(List<Action> actions, int at, Predicate<List<Action>> fails) {
		List<Action> smallest = actions;
		List<Call> program = program(smallest.get(at));
		for (int call = program.size() - 1; call >= 0 && program.size() > 1; call--) {
			List<Call> fewer = new ArrayList<>(program);
			fewer.remove(call);
			List<Action> candidate = with(smallest, at, fewer);
			if (fails.test(candidate)) {
				smallest = candidate;
				program = fewer;
			}
		}
		for (int call = 0; call < program.size(); call++) {
			Call one = program.get(call);
			for (Call simpler : List.of(new Call(one.op(), 0, 0, 0, false, ReplayMode.REPLAY, true),
					new Call(one.op(), one.input(), 0, 0, false, ReplayMode.REPLAY, true),
					new Call(one.op(), one.input(), one.first(), one.second(), false, one.mode(), true))) {
				List<Call> candidate = new ArrayList<>(program);
				candidate.set(call, simpler);
				List<Action> whole = with(smallest, at, candidate);
				if (!candidate.equals(program) && fails.test(whole)) {
					smallest = whole;
					program = candidate;
					break;
				}
			}
		}
		return smallest;
	}

	private static List<Call> program(Action action) {
		if (action instanceof Perform perform) {
			return perform.program();
		}
		return (action instanceof PerformOutsideRuns perform) ? perform.program() : List.of();
	}

	private static List<Action> with(List<Action> actions, int at, List<Call> program) {
		List<Action> changed = new ArrayList<>(actions);
		changed.set(at, (actions.get(at) instanceof Perform) ? new Perform(program) : new PerformOutsideRuns(program));
		return changed;
	}

	private static List<Action> without(List<Action> actions, int from, int size) {
		List<Action> fewer = new ArrayList<>(actions.subList(0, from));
		fewer.addAll(actions.subList(from + size, actions.size()));
		return fewer;
	}

	private static List<Action> smaller(List<Action> actions, List<Action> candidate, Predicate<List<Action>> fails) {
		return (fails.test(candidate)) ? candidate : actions;
	}

}
