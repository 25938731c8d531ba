package io.musubito.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.store.CountedTotals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what a scenario is about again and again, each time with another thing that fails,
 * and gathers what is wrong afterwards.
 */
final class Sweep implements AutoCloseable {

	private static final int RESTARTED_AFTER = 100;

	private static final int COUNTED_AFTER = Integer.getInteger("musubito.test.counted", 10);

	private static final int SHOWN = 3;

	private final FaultyDatabase database;

	private final Path directory;

	private final Scenario scenario;

	private final FaultPlan plan;

	private final Connection beside;

	private final List<Case> since = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	private Office office;

	private Office other;

	private int cases;

	private volatile String doing = "";

	private volatile long begunNanos = System.nanoTime();

	Sweep(FaultyDatabase database, Path directory, Scenario scenario) throws SQLException {
		this.database = database;
		this.directory = directory;
		this.scenario = scenario;
		this.plan = new FaultPlan(database);
		this.beside = database.connect();
		this.office = database.start(this.plan);
		this.other = database.startOther();
		World.forget();
		World.whileSent = this::verifyIntended;
	}

	/**
	 * Does it once for each statement and each end of a transaction.
	 * @param fault how it fails
	 */
	void eachStatement(Fault fault) throws SQLException {
		this.plan.countStatements(true);
		each(fault, 1, 1);
		this.plan.countStatements(false);
	}

	/**
	 * Does it once for each thing that is asked.
	 * @param fault how the thing fails
	 * @param first the number of the first thing
	 * @param stride the distance from one to the next
	 */
	void each(Fault fault, int first, int stride) throws SQLException {
		boolean fired = true;
		for (int number = first; fired && this.problems.size() < SHOWN; number += stride) {
			fired = once(Map.of(number, fault));
		}
		restart();
	}

	/**
	 * Does it once for each thing that is asked, where the thread is interrupted instead,
	 * and once by a thread that is interrupted before.
	 */
	void eachInterrupted() throws SQLException {
		boolean fired = true;
		for (int number = 0; fired && this.problems.size() < SHOWN; number++) {
			fired = once(Map.of(number, Fault.REFUSED), true);
		}
		restart();
	}

	/**
	 * Does it once.
	 * @param faults the things that fail
	 * @return whether the first of them was asked
	 */
	boolean once(Map<Integer, Fault> faults) throws SQLException {
		return once(faults, false);
	}

	private boolean once(Map<Integer, Fault> faults, boolean interrupts) throws SQLException {
		Case about = new Case(this.scenario.name().toLowerCase() + this.cases++, this.directory);
		this.doing = about.name() + " with " + faults;
		this.begunNanos = System.nanoTime();
		List<String> asked = List.of();
		int first = faults.keySet().stream().min(Integer::compare).orElseThrow();
		try {
			Caller caller = new Caller(this.office, about);
			this.scenario.prepare(caller);
			this.office.awaitUsable();
			arm(faults, first, interrupts);
			try {
				this.scenario.act(caller);
				int reached = this.plan.asked();
				assertThat(Thread.interrupted()).as("whether the caller sees that it was interrupted")
					.isEqualTo(interrupts && reached >= first);
				flush();
				this.office.awaitWritten();
			}
			finally {
				asked = this.plan.disarm();
				Thread.interrupted();
			}
			verify(about);
		}
		catch (Throwable ex) {
			note(faults, asked, ex);
			this.since.clear();
			restart();
		}
		return asked.size() >= first;
	}

	private void arm(Map<Integer, Fault> faults, int first, boolean interrupts) {
		if (!interrupts) {
			this.plan.arm(faults);
			return;
		}
		Thread caller = Thread.currentThread();
		this.plan.arm(first, caller::interrupt);
		if (first == 0) {
			caller.interrupt();
		}
	}

	private void flush() {
		try {
			this.office.flush();
		}
		catch (Throwable ex) {
			// What this asks may fail too
		}
	}

	private void verify(Case about) throws Exception {
		this.office.awaitUsable();
		this.database.verifyReleased();
		verifyNothingLeft();
		this.scenario.verify(new Caller(this.office, about));
		this.office.awaitUsable();
		this.scenario.verify(new Caller(this.other, about));
		this.other.awaitUsable();
		verifyNothingLeft();
		if (this.cases % COUNTED_AFTER == 0) {
			verifyTotals();
		}
		if (this.scenario.isLasting()) {
			this.since.add(about);
		}
		if (this.cases % RESTARTED_AFTER == 0) {
			restart();
		}
	}

	private void restart() throws SQLException {
		this.office.close();
		this.other.close();
		this.office = this.database.start(this.plan);
		this.other = this.database.startOther();
		try {
			for (Case about : this.since) {
				this.doing = about.name() + " after a restart";
				this.scenario.verify(new Caller(this.office, about));
			}
			this.office.awaitUsable();
			verifyNothingLeft();
			this.database.verifySound();
			verifyTotals();
		}
		catch (Throwable ex) {
			note(Map.of(), List.of(), ex);
		}
		this.since.clear();
	}

	private void note(Map<Integer, Fault> faults, List<String> asked, Throwable ex) {
		StringBuilder problem = new StringBuilder(this.doing);
		faults.keySet()
			.stream()
			.sorted()
			.filter((number) -> number > 0 && number <= asked.size())
			.forEach((number) -> problem.append("\n  ").append(number).append(": ").append(asked.get(number - 1)));
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			problem.append("\n  ").append(cause);
			for (int i = 0; i < Math.min(14, cause.getStackTrace().length); i++) {
				problem.append("\n      at ").append(cause.getStackTrace()[i]);
			}
		}
		System.out.println("PROBLEM " + problem);
		this.problems.add(problem.toString());
	}

	private void verifyTotals() throws SQLException {
		if (this.scenario.isCounted()) {
			CountedTotals.verify(this.beside);
		}
	}

	private void verifyNothingLeft() throws SQLException {
		assertThat(count("SELECT count(*) FROM musubito_claim")).as("claims that nobody needs").isZero();
		assertThat(count("SELECT count(*) FROM musubito_effect WHERE state = 'STARTED'"))
			.as("effects that nobody performs")
			.isZero();
		assertThat(count("SELECT count(*) FROM musubito_node WHERE status = 'RUNNING'"))
			.as("nodes that nobody executes")
			.isZero();
	}

	private void verifyIntended() {
		try (Connection connection = this.database.connect()) {
			assertThat(count(connection, "SELECT count(*) FROM musubito_effect WHERE state = 'STARTED'"))
				.as("intents that are committed")
				.isOne();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int count(String sql) throws SQLException {
		return count(this.beside, sql);
	}

	private static int count(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getInt(1);
		}
	}

	/**
	 * What was wrong.
	 */
	List<String> problems() {
		return this.problems;
	}

	int cases() {
		return this.cases;
	}

	/**
	 * What it is doing, for who waits for it.
	 */
	String doing() {
		return this.doing;
	}

	long begunNanos() {
		return this.begunNanos;
	}

	@Override
	public void close() throws SQLException {
		this.office.close();
		this.other.close();
		this.beside.close();
		World.forget();
	}

}
