package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of records in an export, in the order in which they stand there, with their
 * fields in order: each has a name, a form, and a question mark when it may be missing.
 */
enum ExportKind {

	ARTIFACT("artifact", null, "artifactId hash, size number, content content?"),

	CODE("code", null, "hash text, level REACHABLE|METHOD|NONE, parts components, boundary boundary"),

	TEXT("text", null, "component text, content content"),

	NODE("node", null, """
			nodeId hash, replayKey hash, operation text, type DETERMINISTIC|STOCHASTIC|EXTERNAL_EFFECT,
			status RUNNING|SUCCESS|FAILED|STALE|UNKNOWN|OUTDATED|MANUAL, kept flag, calls flag, producer hash?,
			artifact hash?, execution number?, executedAt number?, duration number, spent usage?,
			calledSpent usage?, staleBy text?, error text?, createdAt number, updatedAt number,
			components components?, why why?, inputs content?, givenBy text?, givenAt number?"""),

	EDGE("edge", NODE, "node hash, kind DATA|CALL, upstream hash"),

	EFFECT("effect", null, """
			effectKey hash, nodeId hash, operation text, state STARTED|SUCCEEDED|NOT_HAPPENED|UNKNOWN|RESOLVED,
			owner text, idempotencyKey text, attempts number, artifact hash?, startedAt number, endedAt number?,
			error text?, resolution HAPPENED|NOT_HAPPENED?, resolvedBy text?, resolvedAt number?"""),

	RUN("run", null, """
			runId text, pipeline text, kind PIPELINE|REQUEST, status SUBMITTED|RUNNING|SUCCESS|FAILED|ABANDONED,
			startedAt number, endedAt number?, parent text?, place text?, resumed text?"""),

	CALL("call", RUN, "run text, signature text, arguments content?, obstacle text?, components components"),

	OVERRIDE("override", RUN, """
			run text, position text, overrideId text, operation text, replayKey text, encloses flag, artifact hash,
			givenBy text, givenAt number"""),

	RUN_TOTAL("runTotal", RUN,
			"run text, replayed number, executed number, failed number, manual number, saved number"),

	RUN_USAGE("runUsage", RUN, """
			run text, kind SPENT|SAVED, model text, calls number, inputTokens number, outputTokens number,
			cachedInputTokens number"""),

	RUN_CAUSE("runCause", RUN, "run text, reason text, component text, steps number"),

	STEP("step", null, """
			number number, run text?, sequence number, position text?, operation text, nodeId hash,
			outcome REPLAYED|EXECUTED|JOINED|SERVED_STALE|FAILED|BLOCKED|MANUAL, why why?, error text?, artifact hash?,
			duration number, saved number, endedAt number"""),

	USAGE("usage", STEP, """
			step number, kind SPENT|SAVED, model text, calls number, inputTokens number, outputTokens number,
			cachedInputTokens number"""),

	OPERATION("operation", null, "operation text, type DETERMINISTIC|STOCHASTIC|EXTERNAL_EFFECT"),

	EFFECT_NAMES("effectNames", null, "operation text, version text, scope text, names text"),

	DEFINITION("definition", null, "operation text, components components"),

	TOTAL("total", null, """
			hours period, start number, operation text, replayed number, executed number, failed number,
			manual number, duration number, saved number"""),

	USAGE_TOTAL("usageTotal", null, """
			hours period, start number, operation text, kind SPENT|SAVED, model text, calls number,
			inputTokens number, outputTokens number, cachedInputTokens number"""),

	REASON_TOTAL("reasonTotal", null, "hours period, start number, reason text, steps number");

	private static final Map<String, ExportKind> BY_NAME = Arrays.stream(values())
		.collect(Collectors.toMap(ExportKind::label, Function.identity()));

	private final String label;

	private final @Nullable ExportKind parent;

	private final List<ExportField> fields;

	ExportKind(String label, @Nullable ExportKind parent, String fields) {
		this.label = label;
		this.parent = parent;
		this.fields = Arrays.stream(fields.split(",")).map((field) -> ExportField.parse(field.strip())).toList();
	}

	static @Nullable ExportKind find(String label) {
		return BY_NAME.get(label);
	}

	/**
	 * Its name in a line.
	 */
	String label() {
		return this.label;
	}

	/**
	 * The kind that stands before it, whose first field is that of each that follows it.
	 */
	@Nullable ExportKind parent() {
		return this.parent;
	}

	/**
	 * Where it stands: those that follow another one stand with it.
	 */
	int section() {
		return (this.parent != null) ? this.parent.ordinal() : ordinal();
	}

	List<ExportField> fields() {
		return this.fields;
	}

}
