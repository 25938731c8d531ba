package io.musubito.faults.kill;

import org.jspecify.annotations.Nullable;

/**
 * The points at which processes are killed, in the order of the story that they tell:
 * before or after a method of the product, or of the driver of a database.
 */
enum FailPoint {

	// The first start

	AFTER_LOCK_FILE(Story.START, When.AFTER, "store.sqlite.FileProcesses#register()V"),

	BEFORE_SCHEMA(Story.START, When.BEFORE, "store.sqlite.SqliteSchema#migrate"),

	WITHIN_SCHEMA(Story.START, When.BEFORE, "org.sqlite.jdbc3.JDBC3Statement#execute(Ljava/lang/String;)", 30),

	// A step is called

	AFTER_CLAIM(Story.CALLS, When.AFTER, "execution.Claims#acquire"),

	BODY_BEGUN(Story.CALLS),

	BODY_RETURNS(Story.CALLS),

	AFTER_ENCODING(Story.CALLS, When.AFTER, "execution.RoundTrip#store(Lio/musubito/execution/IdentifiedCall;"),

	AFTER_JOURNAL_ENTRY(Story.CALLS, When.AFTER, "store.jdbc.Journal#begin"),

	AFTER_ARTIFACT_ROW(Story.CALLS, When.AFTER, "store.jdbc.ExecutionWriter#upsertArtifact"),

	AFTER_NODE_ROW(Story.CALLS, When.AFTER, "store.jdbc.ExecutionWriter#upsertNode"),

	AFTER_LAST_STATEMENT(Story.CALLS, When.AFTER, "store.jdbc.ExecutionWriter#write"),

	BEFORE_TOTALS(Story.CALLS, When.BEFORE, "store.jdbc.Totals#write"),

	BEFORE_COMMIT(Story.CALLS, When.BEFORE, "store.jdbc.Session#commit"),

	AFTER_COMMIT(Story.CALLS, When.AFTER, "store.jdbc.Session#commit"),

	BEFORE_WRITER_TELLS(Story.CALLS, When.BEFORE, "store.jdbc.Write#complete"),

	AFTER_RECORDING(Story.CALLS, When.AFTER, "store.jdbc.JdbcNodeStore#record(Lio/musubito/store/Execution;)"),

	BEFORE_CALLER_KNOWS(Story.CALLS, When.AFTER, "execution.CallEnd#deliver"),

	BEFORE_REPLAYS_ARE_WRITTEN(Story.CALLS, When.BEFORE, "store.jdbc.ReplayRows#insertAll"),

	FAN_OUT_ITEM(Story.CALLS, When.BEFORE, "run.FanOutWorkers#perform"),

	// A run

	AFTER_RUN_ROW(Story.CALLS, When.AFTER, "store.jdbc.RunWriter#insert"),

	BEFORE_RUN_ENDS(Story.CALLS, When.BEFORE, "store.jdbc.JdbcRunStore#end"),

	AFTER_RESUMPTION_BEGAN(Story.RESUMPTION, When.AFTER, "run.RunResumer#start"),

	AFTER_SUBMISSION(Story.SUBMISSION, When.AFTER, "store.jdbc.JdbcRunStore#submit"),

	AFTER_JOB_TAKEN(Story.SUBMISSION, When.BEFORE, "run.SubmittedRuns#handle"),

	AFTER_SUBMITTED_RUN_BEGAN(Story.SUBMISSION, When.AFTER, "store.jdbc.JdbcRunStore#begin"),

	BEFORE_JOB_ENDS(Story.SUBMISSION, When.AFTER, "run.SubmittedRuns#handle"),

	// An effect

	BEFORE_INTENT_COMMITS(Story.CALLS, When.AFTER, "store.jdbc.EffectNodes#running"),

	AFTER_INTENT(Story.CALLS, When.AFTER, "store.jdbc.JdbcEffectStore#begin(Lio/musubito/store/EffectIntent;)"),

	EFFECT_BEGUN(Story.CALLS),

	EFFECT_HAPPENED(Story.CALLS),

	BEFORE_OUTCOME_COMMITS(Story.CALLS, When.AFTER, "store.jdbc.JdbcEffectStore#succeeded"),

	AFTER_OUTCOME(Story.CALLS, When.AFTER, "store.jdbc.JdbcEffectStore#record"),

	BEFORE_RESOLUTION_COMMITS(Story.RESOLUTION, When.AFTER, "store.jdbc.EffectNodes#resolved"),

	// What changes what is recorded

	BEFORE_STALE_COMMITS(Story.INVALIDATION, When.AFTER, "store.jdbc.Invalidation#of"),

	AFTER_STALE(Story.INVALIDATION, When.AFTER, "store.jdbc.JdbcNodeStore#invalidate"),

	WITHIN_RETENTION_OF_RUNS(Story.RETENTION, When.AFTER, "store.jdbc.JournalRemover#remove", 2),

	WITHIN_RETENTION_OF_NODES(Story.RETENTION, When.AFTER, "store.jdbc.NodeRemover#remove(", 1),

	WITHIN_RETENTION_OF_ARTIFACTS(Story.RETENTION, When.AFTER, "store.jdbc.NodeRemover#removeArtifacts", 1),

	AFTER_CHECKPOINT(Story.RETENTION, When.AFTER, "store.sqlite.SqliteDatabase#emptyLog"),

	BEFORE_IMPORT(Story.IMPORT, When.BEFORE, "store.jdbc.JdbcStoreTransfer#importFrom"),

	WITHIN_IMPORT(Story.IMPORT, When.AFTER, "store.jdbc.ImportWriter#insert", 7),

	AFTER_IMPORTED_ROWS(Story.IMPORT, When.AFTER, "store.jdbc.ImportWriter#flush"),

	// The end

	BEFORE_CLOSING(Story.END, When.BEFORE, "store.jdbc.JdbcStore#close"),

	BEFORE_LOCK_FILE_IS_REMOVED(Story.END, When.BEFORE, "store.sqlite.FileProcesses#close"),

	AFTER_LOCK_FILE_IS_REMOVED(Story.END, When.AFTER, "store.sqlite.FileProcesses#close");

	private final Story story;

	private final @Nullable When when;

	private final String className;

	private final String method;

	private final int passes;

	/** In the application, which says when it is there. */
	FailPoint(Story story) {
		this(story, null, "#", 1);
	}

	FailPoint(Story story, When when, String place) {
		this(story, when, place, 1);
	}

	FailPoint(Story story, @Nullable When when, String place, int passes) {
		this.story = story;
		this.when = when;
		int end = place.indexOf('#');
		String name = place.substring(0, end);
		this.className = (name.startsWith("org.")) ? name : "io.musubito." + name;
		this.method = place.substring(end + 1);
		this.passes = passes;
	}

	Story story() {
		return this.story;
	}

	/**
	 * Whether it is before or after a method; {@code null} for one in the application.
	 */
	@Nullable When when() {
		return this.when;
	}

	/**
	 * The name of the class of the method.
	 */
	String className() {
		return this.className;
	}

	/**
	 * Whether a method is the one.
	 */
	boolean isOf(String name, String descriptor) {
		return (this.method.contains("(")) ? (name + descriptor).startsWith(this.method) : name.equals(this.method);
	}

	/**
	 * At which passage a process stops at the earliest.
	 */
	int passes() {
		return this.passes;
	}

	/**
	 * Whether each call comes by. Replays are written many together.
	 */
	boolean isPassedOften() {
		return this.story == Story.CALLS && this != BEFORE_REPLAYS_ARE_WRITTEN;
	}

	/**
	 * Whether there is something like it with PostgreSQL.
	 */
	boolean isOfAllDatabases() {
		return !this.className.contains("sqlite");
	}

	/**
	 * On which side of a method.
	 */
	enum When {

		BEFORE, AFTER

	}

	/**
	 * What a process does that is killed.
	 */
	enum Story {

		/** It starts on an empty folder. */
		START,

		/** It calls steps, effects and pipelines with several threads. */
		CALLS,

		/** It resumes a run that failed. */
		RESUMPTION,

		/** It submits runs, and executes them. */
		SUBMISSION,

		/** It resolves effects that are in doubt. */
		RESOLUTION,

		/** It invalidates results. */
		INVALIDATION,

		/** It removes what is old. */
		RETENTION,

		/** It imports what another store has exported. */
		IMPORT,

		/** It ends by itself. */
		END

	}

}
