package io.musubito.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which of the things that are asked of a database fail, counted while it is armed:
 * either its statements and commits alone, or all that is asked of the driver. Used by
 * all threads that ask.
 */
final class FaultPlan {

	private static final Pattern STATEMENT = Pattern
		.compile("(execute\\w*|getMoreResults|commit|rollback|setAutoCommit true)\\b.*", Pattern.DOTALL);

	private final FaultyDriver driver;

	private final List<String> asked = new ArrayList<>();

	private Map<Integer, Fault> faults = Map.of();

	private @Nullable Runnable instead;

	private boolean armed;

	private boolean statementsAlone;

	FaultPlan(FaultyDriver driver) {
		this.driver = driver;
	}

	/**
	 * Decides what is counted from now on.
	 * @param alone whether it is statements and the ends of transactions alone
	 */
	synchronized void countStatements(boolean alone) {
		this.statementsAlone = alone;
	}

	/**
	 * Begins to count.
	 * @param with how the things of these numbers fail, the first of which is 1
	 */
	synchronized void arm(Map<Integer, Fault> with) {
		this.asked.clear();
		this.faults = new HashMap<>(with);
		this.armed = true;
	}

	/**
	 * The same, and something happens with the thread that asks the thing, which does not
	 * fail by itself.
	 */
	synchronized void arm(int number, Runnable happens) {
		arm(Map.of(number, Fault.REFUSED));
		this.instead = happens;
	}

	/**
	 * Lets everything succeed from now on.
	 * @return what was asked, in its order
	 */
	synchronized List<String> disarm() {
		this.armed = false;
		this.instead = null;
		return List.copyOf(this.asked);
	}

	/**
	 * How much was asked since it was armed.
	 */
	synchronized int asked() {
		return this.asked.size();
	}

	private synchronized @Nullable Fault next(String what) {
		String thread = Thread.currentThread().getName();
		if (!this.armed || thread.equals("musubito-lease") || thread.startsWith("Hikari")) {
			return null;
		}
		if (this.statementsAlone && !STATEMENT.matcher(what).matches()) {
			return null;
		}
		this.asked.add(what);
		Fault fault = this.faults.remove(this.asked.size());
		return (fault == null || this.driver.isPossible(fault, what)) ? fault : Fault.REFUSED;
	}

	/**
	 * Asks a thing.
	 * @param what what it is, to be shown
	 * @param connection what is asked, {@code null} when it is a connection
	 * @param thing asks it
	 * @return the answer
	 * @throws Exception what it throws, or the fault
	 */
	<T> T ask(String what, @Nullable Connection connection, Callable<T> thing) throws Exception {
		Fault fault = next(what);
		if (fault == null) {
			return thing.call();
		}
		Runnable happens = instead();
		if (happens != null) {
			happens.run();
			return thing.call();
		}
		T answer = (fault.isDone()) ? thing.call() : null;
		if (connection == null && answer instanceof AutoCloseable resource) {
			// Nobody else could close it
			resource.close();
		}
		if (fault.isError()) {
			throw new AssertionError("fault at " + what);
		}
		if (fault.isLoss() && connection != null) {
			lose(connection);
		}
		throw this.driver.failure(fault, what);
	}

	private synchronized @Nullable Runnable instead() {
		return this.instead;
	}

	private static void lose(Connection connection) throws SQLException {
		connection.abort(Runnable::run);
	}

}
