package io.musubito.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.musubito.EffectNotPerformedException;
import io.musubito.testing.MutableClock;
import org.jspecify.annotations.Nullable;

/**
 * What is outside of the steps and not seen by them: what a model answers, whether it
 * answers at all, and what it was asked. One for all releases of the application.
 */
final class World {

	static final World SHARED = new World();

	private final MutableClock clock = new MutableClock();

	private final Map<String, Integer> revisions = new TreeMap<>();

	private final Set<Op> failing = new HashSet<>();

	private final Set<Op> refusing = new HashSet<>();

	private final List<String> asked = new ArrayList<>();

	private String tenant = "t0";

	private String bodyVersion = "";

	private @Nullable String runId;

	/**
	 * The body of a step begins.
	 */
	void enter(Op op, Object input) {
		this.asked.add(op.step() + "(" + input + ")");
		if (this.failing.contains(op)) {
			throw new ModelDown(op.step());
		}
		if (this.refusing.contains(op) && op.isEffect()) {
			throw new EffectNotPerformedException(op.step() + " refused", null);
		}
	}

	/**
	 * Its answer, in which the step does not occur: equal answers of two steps are two
	 * results.
	 */
	String answer(Op op, Object input) {
		return "a" + input + "r" + this.revisions.getOrDefault(op + "/" + input, 0);
	}

	/**
	 * What was asked since the last time.
	 */
	List<String> takeAsked() {
		List<String> taken = List.copyOf(this.asked);
		this.asked.clear();
		return taken;
	}

	void reset() {
		this.revisions.clear();
		this.failing.clear();
		this.refusing.clear();
		this.asked.clear();
		this.tenant = "t0";
		this.bodyVersion = "";
		this.runId = null;
	}

	void changeAnswer(Op op, Object input, int revision) {
		this.revisions.put(op + "/" + input, revision);
	}

	boolean fails(Op op) {
		return this.failing.contains(op);
	}

	boolean refuses(Op op) {
		return this.refusing.contains(op) && op.isEffect();
	}

	void setFailing(Op op, boolean fails, boolean refuses) {
		set(this.failing, op, fails && !refuses);
		set(this.refusing, op, fails && refuses);
	}

	private static void set(Set<Op> ops, Op op, boolean in) {
		if (in) {
			ops.add(op);
		}
		else {
			ops.remove(op);
		}
	}

	MutableClock clock() {
		return this.clock;
	}

	Instant now() {
		return this.clock.instant();
	}

	String tenant() {
		return this.tenant;
	}

	void setTenant(String tenant) {
		this.tenant = tenant;
	}

	String bodyVersion() {
		return this.bodyVersion;
	}

	void setBodyVersion(String version) {
		this.bodyVersion = version;
	}

	@Nullable String runId() {
		return this.runId;
	}

	void setRunId(@Nullable String runId) {
		this.runId = runId;
	}

	static final class ModelDown extends RuntimeException {

		ModelDown(String step) {
			super(step + " is down");
		}

	}

}
