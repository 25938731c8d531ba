package io.musubito.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.model.OracleRun.Answer;
import io.musubito.model.OracleRun.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What must be true, from {@code docs}: slow and simple, in maps, without a look at how
 * the product does it. One for all releases of the application, as the store is.
 */
final class Oracle {

	final Map<String, OracleNode> nodes = new LinkedHashMap<>();

	final Map<String, Effect> effects = new HashMap<>();

	final List<OracleRun> runs = new ArrayList<>();

	final List<String> asked = new ArrayList<>();

	private final World world;

	private Release release = Release.FIRST;

	private long lastRow;

	private long lastExecution;

	Oracle(World world) {
		this.world = world;
	}

	void setRelease(Release release) {
		this.release = release;
	}

	List<String> takeAsked() {
		List<String> taken = List.copyOf(this.asked);
		this.asked.clear();
		return taken;
	}

	// Programs

	List<String> perform(List<Call> program, @Nullable OracleRun run) {
		List<String> rendered = new ArrayList<>();
		List<Value> results = new ArrayList<>();
		for (Call call : program) {
			try {
				Value result = merged(call, results, new Frame(run, call.mode(), List.of(), null));
				if (result.producer() != null && call.op().isText()) {
					results.add(result);
				}
				rendered.add(String.valueOf(result.text()));
			}
			catch (Refused ex) {
				rendered.add(String.valueOf(ex.getMessage()));
				if (!call.caught()) {
					throw ex;
				}
			}
		}
		return rendered;
	}

	private Value merged(Call call, List<Value> results, Frame frame) {
		if (!call.merged() || results.isEmpty() || call.mode() == ReplayMode.OFF) {
			return perform(call, results, frame);
		}
		return perform(call, results, frame.withMerged(Call.pick(results, call.first())));
	}

	private Value perform(Call call, List<Value> results, Frame frame) {
		Value input = Value.of(String.valueOf(call.input()));
		return switch (call.op()) {
			case KEYED -> simple(Op.KEYED, Value.of(String.valueOf(call.input() % 2)), frame);
			case NOTHING -> step(Op.NOTHING, List.of(input), frame, (body) -> {
				enter(Op.NOTHING, input.text());
				return null;
			});
			case MAYBE -> step(Op.MAYBE, List.of(input), frame, (body) -> {
				String answer = ask(Op.MAYBE, input.text());
				return (answer.endsWith("r1")) ? "Optional.empty" : "Optional[" + answer + "]";
			});
			case STREAM ->
				step(Op.STREAM, List.of(input), frame, (body) -> "[" + ask(Op.STREAM, input.text()) + ", end]");
			case CHAIN -> chain((results.isEmpty()) ? Value.of("none") : Call.pick(results, call.first()), frame);
			case PAIR -> {
				List<Value> both = (results.isEmpty()) ? List.of()
						: List.of(Call.pick(results, call.first()), Call.pick(results, call.second()));
				Map<String, String> origins = new TreeMap<>();
				both.forEach((value) -> origins.putAll(value.origins()));
				String text = both.stream().map(Value::text).toList().toString();
				yield simple(Op.PAIR, new Value(text, null, origins), frame);
			}
			case REPORT -> report(input, frame);
			case OUTER -> outer(input, frame);
			case SEND, PAY -> effect(call.op(), input, frame);
			default -> simple(call.op(), input, frame);
		};
	}

	private Value simple(Op op, Value input, Frame frame) {
		return step(op, List.of(input), frame, (body) -> {
			String answer = ask(op, input.text());
			return switch (op) {
				case PLAIN -> answer + this.release.prompt();
				case TENANT -> answer + this.world.tenant();
				default -> answer;
			};
		});
	}

	private Value chain(Value upstream, Frame frame) {
		return step(Op.CHAIN, List.of(upstream), frame, (body) -> "(" + ask(Op.CHAIN, upstream.text()) + ")");
	}

	private Value report(Value input, Frame frame) {
		return step(Op.REPORT, List.of(input), frame, (body) -> {
			enter(Op.REPORT, input.text());
			return simple(Op.RATE, input, body).text() + simple(Op.TENANT, input, body).text()
					+ this.world.answer(Op.REPORT, input.text());
		});
	}

	private Value outer(Value input, Frame frame) {
		return step(Op.OUTER, List.of(input), frame, (body) -> {
			enter(Op.OUTER, input.text());
			String report = report(input, body).text();
			Value plain = simple(Op.PLAIN, input, body);
			String chain = chain(plain, body).text();
			try {
				return report + chain + simple(Op.PICKY, input, body).text();
			}
			catch (Refused ex) {
				if (!ex.isDown()) {
					throw ex;
				}
				return report + chain;
			}
		});
	}

	private void enter(Op op, String input) {
		this.asked.add(op.step() + "(" + input + ")");
		if (this.world.fails(op)) {
			throw new Refused("ModelDown");
		}
		if (this.world.refuses(op)) {
			throw new Refused("EffectNotPerformedException");
		}
	}

	private String ask(Op op, String input) {
		enter(op, input);
		return this.world.answer(op, input);
	}

	// One call

	private Value step(Op op, List<Value> inputs, Frame frame, Body body) {
		if (frame.mode == ReplayMode.OFF) {
			return Value.of(body.call(frame));
		}
		String replayKey = replayKey(op, inputs, frame);
		Active active = new Active(op, replayKey, nodeId(replayKey, inputs, frame), upstream(inputs, frame),
				position(op, frame), components(op, inputs, frame),
				inputs.stream().anyMatch((input) -> !input.origins().isEmpty()));
		Value known = (op.neverReplays()) ? null : findInRun(active, frame);
		if (known != null) {
			return known;
		}
		OracleNode found = this.nodes.get(active.nodeId);
		if (found == null) {
			found = this.nodes.values()
				.stream()
				.filter((node) -> node.replayKey.equals(replayKey) && node.status == NodeStatus.SUCCESS && node.kept)
				.max(Comparator.comparingLong((node) -> node.execution))
				.orElse(null);
		}
		Reason reason = reasonAgainst(op, found, active, frame);
		if (reason == null) {
			return replay(active, frame, found.producer, Objects.requireNonNull(found.artifact),
					!found.id.equals(active.nodeId));
		}
		Set<Reason> why = explain(reason, active, frame);
		if (frame.mode == ReplayMode.REPLAY_ONLY) {
			throw fail(active, frame, new Refused("ReplayMissException"));
		}
		return execute(active, frame, body, found, why);
	}

	private @Nullable Value findInRun(Active active, Frame frame) {
		Answer earlier = (frame.run != null) ? frame.run.answers.get(active.replayKey) : null;
		boolean refresh = frame.mode == ReplayMode.REFRESH;
		if (earlier == null || (!earlier.executed() && (refresh || isAgain(active, frame)))) {
			return null;
		}
		for (String candidate : List.of(active.nodeId, earlier.producer())) {
			OracleNode node = this.nodes.get(candidate);
			if (node != null && node.status == NodeStatus.STALE) {
				return null;
			}
			if (node != null && earlier.artifact().equals(node.artifact)) {
				return replay(active, frame, node.producer, earlier.artifact(), !node.id.equals(active.nodeId));
			}
		}
		return replay(active, frame, earlier.producer(), earlier.artifact(), !earlier.producer().equals(active.nodeId));
	}

	private @Nullable Reason reasonAgainst(Op op, @Nullable OracleNode node, Active active, Frame frame) {
		if (op.neverReplays() || (node != null && node.artifact != null && !node.kept)) {
			return Reason.REPLAY_DISABLED;
		}
		if (frame.mode == ReplayMode.REFRESH || isAgain(active, frame) || callsAgain(node, frame)) {
			return Reason.FORCED;
		}
		if (node == null) {
			return Reason.FIRST_EXECUTION;
		}
		if (node.status == NodeStatus.FAILED) {
			return Reason.PREVIOUS_FAILED;
		}
		if (node.status != NodeStatus.SUCCESS) {
			return Reason.STALE;
		}
		Reason outOfTime = outOfTime(op, node);
		if (outOfTime != null) {
			return outOfTime;
		}
		return called(node).stream()
			.map(this::reasonAgainstCalled)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private boolean isAgain(Active active, Frame frame) {
		return frame.run != null
				&& (frame.run.again.contains(active.op) || frame.run.keysAgain.contains(active.replayKey)
						|| active.upstream.keySet().stream().anyMatch(frame.run.executedAgain::contains));
	}

	private boolean callsAgain(@Nullable OracleNode node, Frame frame) {
		return frame.run != null && node != null
				&& called(node).stream().anyMatch((called) -> frame.run.again.contains(called.op));
	}

	private @Nullable Reason outOfTime(Op op, OracleNode node) {
		Duration ttl = this.release.ttl(op);
		if (ttl == null) {
			return null;
		}
		Instant now = this.world.now();
		if (node.executedAt == null || node.executedAt.isAfter(now)) {
			return Reason.CLOCK_SKEW;
		}
		return (now.isBefore(node.executedAt.plus(ttl))) ? null : Reason.EXPIRED;
	}

	/**
	 * All that a node called, and what these called.
	 */
	private Set<OracleNode> called(OracleNode node) {
		Set<OracleNode> called = new LinkedHashSet<>();
		Deque<OracleNode> open = new ArrayDeque<>(List.of(node));
		while (!open.isEmpty()) {
			for (String child : open.pop().calls) {
				OracleNode next = this.nodes.get(child);
				if (next != null && called.add(next)) {
					open.push(next);
				}
			}
		}
		return called;
	}

	private @Nullable Reason reasonAgainstCalled(OracleNode called) {
		if (called.op.neverReplays() || !called.kept) {
			return Reason.REPLAY_DISABLED;
		}
		if (called.status != NodeStatus.SUCCESS) {
			return Reason.STALE;
		}
		Map<String, String> today = definition(called.op);
		Reason changed = today.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().equals(called.components.get(entry.getKey())))
			.map((entry) -> reasonFor(entry.getKey()))
			.min(Comparator.naturalOrder())
			.orElse(null);
		Reason outOfTime = outOfTime(called.op, called);
		return (outOfTime != null) ? outOfTime : changed;
	}

	private Value replay(Active active, Frame frame, String producer, String artifact, boolean newLineage) {
		remember(active, frame, producer, artifact, false);
		if (newLineage && !this.nodes.containsKey(active.nodeId)) {
			OracleNode row = newNode(active);
			OracleNode source = this.nodes.get(producer);
			row.producer = producer;
			row.artifact = artifact;
			row.kept = true;
			boolean same = source != null && artifact.equals(source.artifact);
			row.executedAt = (same) ? source.executedAt : null;
			row.execution = (same) ? source.execution : 0;
			row.calls = (source != null) ? new LinkedHashSet<>(source.calls) : new LinkedHashSet<>();
			row.data = new LinkedHashSet<>(active.upstream.keySet());
			boolean valid = source != null && source.kept && isValid(producer, artifact) && upstreamIsValid(active);
			row.status = (valid) ? NodeStatus.SUCCESS : NodeStatus.STALE;
		}
		write(active, frame, StepOutcome.REPLAYED, Set.of());
		return deliver(active, frame, producer, artifact, true);
	}

	private Value execute(Active active, Frame frame, Body body, @Nullable OracleNode found, Set<Reason> why) {
		String text;
		try {
			text = String.valueOf(body.call(new Frame(frame.run, frame.mode, List.of(), active)));
		}
		catch (Refused ex) {
			if (found != null && found.status == NodeStatus.SUCCESS && found.kept
					&& mayBeServedStale(active.op, found)) {
				write(active, frame, StepOutcome.SERVED_STALE, why);
				return deliver(active, frame, found.producer, Objects.requireNonNull(found.artifact), false);
			}
			recordFailure(active, frame, why);
			throw fail(active, frame, ex);
		}
		boolean unless = active.op == Op.PICKY && text.endsWith("r1");
		boolean kept = !active.isTainted() && !unless;
		OracleNode earlier = this.nodes.get(active.nodeId);
		String earlierArtifact = (earlier != null) ? earlier.artifact : null;
		this.lastExecution++;
		if (kept || earlier == null || earlierArtifact == null || !earlier.kept) {
			OracleNode node = (earlier != null) ? earlier : newNode(active);
			Set<String> calls = new LinkedHashSet<>(active.called.keySet());
			node.status = (upstreamIsValid(active) && calledAreValid(active)) ? NodeStatus.SUCCESS : NodeStatus.STALE;
			node.kept = kept;
			node.producer = node.id;
			node.artifact = text;
			node.execution = this.lastExecution;
			node.executedAt = this.world.now();
			node.data = new LinkedHashSet<>(active.upstream.keySet());
			node.calls = calls;
			if (earlierArtifact != null && !earlierArtifact.equals(text)) {
				outdate(node, earlierArtifact);
			}
		}
		write(active, frame, StepOutcome.EXECUTED, why);
		if (kept) {
			remember(active, frame, active.nodeId, text, true);
		}
		if (frame.run != null && frame.run.isRerun() && (isAgain(active, frame)
				|| active.called.keySet().stream().anyMatch(frame.run.executedAgain::contains))) {
			frame.run.executedAgain.add(active.nodeId);
		}
		return deliver(active, frame, active.nodeId, text, kept);
	}

	private boolean mayBeServedStale(Op op, OracleNode found) {
		Instant executedAt = found.executedAt;
		return op == Op.RATE && executedAt != null && !executedAt.isAfter(this.world.now())
				&& !executedAt.plus(Op.STALE_IF_ERROR).isBefore(this.world.now());
	}

	private void recordFailure(Active active, Frame frame, Set<Reason> why) {
		OracleNode node = this.nodes.get(active.nodeId);
		if (node == null) {
			node = newNode(active);
		}
		if (node.artifact == null) {
			node.status = NodeStatus.FAILED;
			node.data = new LinkedHashSet<>(active.upstream.keySet());
		}
		write(active, frame, StepOutcome.FAILED, why);
	}

	private Refused fail(Active active, Frame frame, Refused failure) {
		if (frame.enclosing != null) {
			frame.enclosing.failed.add(active.nodeId);
		}
		return failure;
	}

	private Value deliver(Active active, Frame frame, String producer, String artifact, boolean kept) {
		if (frame.enclosing != null) {
			frame.enclosing.called.put(producer, artifact);
			frame.enclosing.failed.remove(active.nodeId);
			frame.enclosing.tainted |= !kept;
		}
		return new Value(artifact, producer, Map.of(producer, artifact));
	}

	private void remember(Active active, Frame frame, String producer, String artifact, boolean executed) {
		if (frame.run == null) {
			return;
		}
		Answer before = frame.run.answers.get(active.replayKey);
		if (before == null || executed || !before.producer().equals(producer) || !before.artifact().equals(artifact)) {
			frame.run.answers.put(active.replayKey, new Answer(producer, artifact, executed));
		}
	}

	private OracleNode newNode(Active active) {
		OracleNode node = new OracleNode(active.nodeId, active.replayKey, active.op, ++this.lastRow);
		node.components.putAll(active.components);
		this.nodes.put(active.nodeId, node);
		return node;
	}

	private void write(Active active, Frame frame, StepOutcome outcome, Set<Reason> why) {
		write(active, active.nodeId, frame, outcome, why);
	}

	private void write(Active active, String nodeId, Frame frame, StepOutcome outcome, Set<Reason> why) {
		if (frame.run != null) {
			if (!this.runs.contains(frame.run)) {
				this.runs.add(frame.run);
			}
			frame.run.journal.add(new Entry(active.op, nodeId, active.position, outcome, why));
		}
	}

	// Validity

	private boolean upstreamIsValid(Active active) {
		return active.upstream.entrySet().stream().allMatch((entry) -> isValid(entry.getKey(), entry.getValue()));
	}

	private boolean calledAreValid(Active active) {
		return active.called.entrySet().stream().allMatch((entry) -> isValid(entry.getKey(), entry.getValue()));
	}

	/**
	 * Whether the result of a producer is valid in some lineage.
	 */
	private boolean isValid(String producer, String artifact) {
		return this.nodes.values()
			.stream()
			.anyMatch((node) -> node.producer.equals(producer) && node.isValid() && artifact.equals(node.artifact));
	}

	/**
	 * A node has another artifact: what replayed the earlier one from it is stale, and
	 * all that is downstream.
	 */
	private void outdate(OracleNode node, String earlierArtifact) {
		Set<OracleNode> affected = new LinkedHashSet<>();
		this.nodes.values()
			.stream()
			.filter((other) -> other.producer.equals(node.id) && other != node
					&& earlierArtifact.equals(other.artifact))
			.forEach(affected::add);
		this.nodes.values().stream().filter((other) -> dependsOn(other, node.id)).forEach(affected::add);
		mark(withDownstream(affected), node);
	}

	private static boolean dependsOn(OracleNode node, String upstream) {
		return node.data.contains(upstream) || node.calls.contains(upstream);
	}

	private Set<OracleNode> withDownstream(Set<OracleNode> from) {
		Set<OracleNode> affected = new LinkedHashSet<>(from);
		Deque<OracleNode> open = new ArrayDeque<>(from);
		while (!open.isEmpty()) {
			OracleNode next = open.pop();
			if (!next.op.isEffect()) {
				for (OracleNode node : this.nodes.values()) {
					if (dependsOn(node, next.id) && affected.add(node)) {
						open.push(node);
					}
				}
			}
		}
		return affected;
	}

	private static int mark(Collection<OracleNode> affected, @Nullable OracleNode except) {
		int marked = 0;
		for (OracleNode node : affected) {
			if (node != except && node.status == NodeStatus.SUCCESS) {
				node.status = (node.op.isEffect()) ? NodeStatus.OUTDATED : NodeStatus.STALE;
				marked++;
			}
		}
		return marked;
	}

	/**
	 * Takes a result back.
	 * @return how many nodes became stale
	 */
	int invalidate(String nodeId) {
		String producer = this.nodes.get(nodeId).producer;
		Set<OracleNode> from = new LinkedHashSet<>();
		this.nodes.values().stream().filter((node) -> node.producer.equals(producer)).forEach(from::add);
		if (this.nodes.containsKey(producer)) {
			from.add(this.nodes.get(producer));
		}
		return mark(withDownstream(from), null);
	}

	// Effects

	private Value effect(Op op, Value input, Frame frame) {
		if (frame.mode == ReplayMode.OFF) {
			return Value.of(ask(op, input.text()));
		}
		String key = op + "|" + this.release.version(op) + "|" + input.text();
		Active active = new Active(op, key, nodeId(key, List.of(input), frame), upstream(List.of(input), frame),
				position(op, frame), Map.of("version", this.release.version(op), "input.0", input.text()), false);
		Effect effect = this.effects.computeIfAbsent(key, (name) -> new Effect());
		if (effect.value != null) {
			String node = Objects.requireNonNull(effect.nodeId);
			return replay(active, frame, node, effect.value, !node.equals(active.nodeId));
		}
		if (effect.unknown) {
			write(active, Objects.requireNonNull(effect.nodeId), frame, StepOutcome.BLOCKED, Set.of());
			throw fail(active, frame, new Refused("EffectInDoubtException"));
		}
		Set<Reason> why = explain((effect.attempted) ? Reason.PREVIOUS_FAILED : Reason.FIRST_EXECUTION, active, frame);
		if (frame.mode == ReplayMode.REPLAY_ONLY) {
			throw fail(active, frame, new Refused("ReplayMissException"));
		}
		OracleNode node = this.nodes.get(active.nodeId);
		if (node == null) {
			node = newNode(active);
		}
		node.data = new LinkedHashSet<>(active.upstream.keySet());
		effect.nodeId = node.id;
		effect.attempted = true;
		try {
			String value = ask(op, input.text());
			succeed(effect, value);
			write(active, frame, StepOutcome.EXECUTED, why);
			remember(active, frame, node.id, value, true);
			return deliver(active, frame, node.id, value, true);
		}
		catch (Refused ex) {
			if (ex.isDown()) {
				effect.unknown = true;
				node.status = NodeStatus.UNKNOWN;
			}
			else {
				node.status = NodeStatus.FAILED;
			}
			write(active, frame, StepOutcome.FAILED, why);
			throw fail(active, frame, ex);
		}
	}

	private void succeed(Effect effect, String value) {
		OracleNode node = this.nodes.get(effect.nodeId);
		effect.value = value;
		effect.unknown = false;
		node.artifact = value;
		node.kept = true;
		node.producer = node.id;
		node.status = NodeStatus.SUCCESS;
		node.executedAt = this.world.now();
		node.execution = ++this.lastExecution;
		for (OracleNode other : this.nodes.values()) {
			if (other.replayKey.equals(node.replayKey) && other != node) {
				other.status = NodeStatus.SUCCESS;
				other.kept = true;
				other.artifact = value;
				other.producer = node.id;
				other.executedAt = node.executedAt;
			}
		}
	}

	/**
	 * The effects in doubt, by key.
	 */
	List<Effect> inDoubt() {
		return new TreeMap<>(this.effects).values().stream().filter((effect) -> effect.unknown).toList();
	}

	void resolve(Effect effect, @Nullable String value) {
		if (value != null) {
			succeed(effect, value);
		}
		else {
			effect.unknown = false;
			this.nodes.get(effect.nodeId).status = NodeStatus.FAILED;
		}
	}

	// Identity

	private Map<String, String> definition(Op op) {
		Map<String, String> definition = new TreeMap<>();
		if (!op.isEffect()) {
			definition.put("code", this.release.code(op));
			definition.putAll(this.release.properties(op));
			if (op == Op.TENANT) {
				definition.put("tenant", this.world.tenant());
			}
		}
		definition.put("version", (op == Op.BODY) ? this.world.bodyVersion() : this.release.version(op));
		return definition;
	}

	private Map<String, String> components(Op op, List<Value> inputs, Frame frame) {
		Map<String, String> components = definition(op);
		for (int i = 0; i < inputs.size(); i++) {
			components.put("input." + i, String.valueOf(inputs.get(i).text()));
		}
		if (!frame.merged.isEmpty()) {
			components.put("upstream", artifacts(frame));
		}
		return components;
	}

	private static String artifacts(Frame frame) {
		return frame.merged.stream().map(Value::text).sorted().toList().toString();
	}

	private String replayKey(Op op, List<Value> inputs, Frame frame) {
		return op + components(op, inputs, frame).toString();
	}

	private static String nodeId(String replayKey, List<Value> inputs, Frame frame) {
		return replayKey + " <- " + new TreeSet<>(upstream(inputs, frame).keySet());
	}

	private static Map<String, String> upstream(List<Value> inputs, Frame frame) {
		Map<String, String> upstream = new TreeMap<>();
		inputs.forEach((input) -> upstream.putAll(input.origins()));
		frame.merged.forEach((merged) -> upstream.putAll(merged.origins()));
		return upstream;
	}

	private static String position(Op op, Frame frame) {
		if (frame.run == null) {
			return "";
		}
		String within = (frame.enclosing != null) ? frame.enclosing.position + "/" : "";
		return within + op + "#" + frame.run.places.merge(within + op, 1, Integer::sum);
	}

	// Reasons

	private Set<Reason> explain(Reason reason, Active active, Frame frame) {
		Set<Reason> reasons = EnumSet.noneOf(Reason.class);
		for (OracleNode baseline : baselines(active, frame)) {
			Reason first = firstDifference(active, baseline);
			if (first == null && reason == Reason.FIRST_EXECUTION) {
				first = Reason.UPSTREAM_CHANGED;
			}
			reasons.add((first != null && first.compareTo(reason) < 0) ? first : reason);
		}
		return (reasons.isEmpty()) ? EnumSet.of(reason) : reasons;
	}

	private static @Nullable Reason firstDifference(Active active, OracleNode baseline) {
		Set<String> names = new TreeSet<>(active.components.keySet());
		names.addAll(baseline.components.keySet());
		return names.stream()
			.filter((name) -> !Objects.equals(active.components.get(name), baseline.components.get(name)))
			.map((name) -> (name.startsWith("input.") && active.consuming) ? Reason.UPSTREAM_CHANGED : reasonFor(name))
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	/**
	 * What a call is compared with: the same position of the previous run, else what
	 * shares most.
	 */
	private List<OracleNode> baselines(Active active, Frame frame) {
		long before = Long.MAX_VALUE;
		if (frame.run != null) {
			before = frame.run.nodesBefore;
			OracleRun previous = previous(frame.run);
			OracleNode there = (previous != null) ? at(active.position, previous) : null;
			if (there != null) {
				return List.of(there);
			}
		}
		long bound = before;
		List<OracleNode> candidates = this.nodes.values()
			.stream()
			.filter((node) -> node.op == active.op && node.row <= bound)
			.toList();
		// The design doesn't say whether two that merge nothing share that
		Set<OracleNode> alike = new LinkedHashSet<>();
		for (int absent : new int[] { 0, 1 }) {
			long most = candidates.stream().mapToLong((node) -> shared(node, active, absent)).max().orElse(0);
			candidates.stream().filter((node) -> shared(node, active, absent) == most).forEach(alike::add);
		}
		return List.copyOf(alike);
	}

	private @Nullable OracleRun previous(OracleRun run) {
		OracleRun previous = null;
		for (OracleRun other : this.runs) {
			if (other == run) {
				break;
			}
			previous = other;
		}
		return previous;
	}

	private @Nullable OracleNode at(String position, OracleRun run) {
		OracleNode there = null;
		for (Entry entry : run.journal) {
			if (entry.position().equals(position)) {
				there = this.nodes.get(entry.nodeId());
			}
		}
		return there;
	}

	private static long shared(OracleNode node, Active active, int absent) {
		boolean merges = node.components.containsKey("upstream") || active.components.containsKey("upstream");
		return ((merges) ? 0 : absent) + node.components.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(active.components.get(entry.getKey())))
			.count();
	}

	static Reason reasonFor(String component) {
		return switch (component) {
			case "code" -> Reason.CODE_CHANGED;
			case "version" -> Reason.VERSION_CHANGED;
			case "upstream" -> Reason.UPSTREAM_CHANGED;
			default -> (component.startsWith("input.")) ? Reason.INPUT_CHANGED : Reason.CONFIGURATION_CHANGED;
		};
	}

	/**
	 * Begins a run that executes a step of another one again, and what was downstream of
	 * it in that.
	 */
	OracleRun begin(OracleRun resumed, @Nullable Op from) {
		OracleRun run = begin(resumed.program);
		// It is recorded before its first step
		this.runs.add(run);
		if (from != null) {
			run.again.add(from);
			run.keysAgain.addAll(keysDownstream(resumed, from));
		}
		return run;
	}

	private Set<String> keysDownstream(OracleRun run, Op from) {
		Set<OracleNode> members = new LinkedHashSet<>();
		for (Entry entry : run.journal) {
			OracleNode node = this.nodes.get(entry.nodeId());
			if (node != null) {
				members.add(node);
				members.addAll(called(node));
			}
		}
		Set<String> reached = new HashSet<>();
		members.stream().filter((node) -> node.op == from).forEach((node) -> reached.add(node.producer));
		boolean more = true;
		while (more) {
			more = false;
			for (OracleNode member : members) {
				if (reached.stream().anyMatch((producer) -> dependsOn(member, producer))) {
					more |= reached.add(member.producer);
				}
			}
		}
		Set<String> keys = new HashSet<>();
		members.stream().filter((node) -> reached.contains(node.producer)).forEach((node) -> keys.add(node.replayKey));
		return keys;
	}

	/**
	 * Begins a run.
	 */
	OracleRun begin(List<Call> program) {
		OracleRun run = new OracleRun(program);
		run.nodesBefore = this.lastRow;
		return run;
	}

	/**
	 * A result and where it came from.
	 *
	 * @param producer the node that produced it; {@code null} when no step returned it
	 * @param origins the producers of what is in it, with the artifacts
	 */
	record Value(@Nullable String text, @Nullable String producer, Map<String, String> origins) {

		static Value of(@Nullable String text) {
			return new Value(text, null, Map.of());
		}

	}

	record Frame(@Nullable OracleRun run, ReplayMode mode, List<Value> merged, @Nullable Active enclosing) {

		Frame withMerged(Value value) {
			return new Frame(this.run, this.mode, List.of(value), this.enclosing);
		}

	}

	static final class Active {

		private final Op op;

		private final String replayKey;

		private final String nodeId;

		private final Map<String, String> upstream;

		private final String position;

		private final Map<String, String> components;

		/** Whether its input came from a step. */
		private final boolean consuming;

		private final Map<String, String> called = new LinkedHashMap<>();

		private final Set<String> failed = new HashSet<>();

		private boolean tainted;

		Active(Op op, String replayKey, String nodeId, Map<String, String> upstream, String position,
				Map<String, String> components, boolean consuming) {
			this.op = op;
			this.replayKey = replayKey;
			this.nodeId = nodeId;
			this.upstream = upstream;
			this.position = position;
			this.components = components;
			this.consuming = consuming;
		}

		boolean isTainted() {
			return this.tainted || !this.failed.isEmpty();
		}

	}

	/**
	 * What became of an effect.
	 */
	static final class Effect {

		@Nullable String nodeId;

		@Nullable String value;

		boolean attempted;

		boolean unknown;

	}

	@FunctionalInterface
	interface Body {

		@Nullable String call(Frame frame);

	}

	static final class Refused extends RuntimeException {

		Refused(String message) {
			super(message, null, false, false);
		}

		boolean isDown() {
			return "ModelDown".equals(getMessage());
		}

	}

}
