package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

import io.musubito.EffectInDoubtException;
import io.musubito.FanOutException;
import io.musubito.Musubito;
import io.musubito.behaviour.effect.LedgerApplication.Ledger;
import io.musubito.behaviour.effect.LedgerApplication.Writer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers are told of an effect is what is in the database: however the transaction
 * is propagated, however it ends, and whoever calls.
 */
@Tag("slow")
@Timeout(60)
class TransactionMatrixTests {

	private static final String URL = "jdbc:h2:mem:matrix;DB_CLOSE_DELAY=-1";

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext here;

	private static ConfigurableApplicationContext other;

	@BeforeAll
	static void start() {
		here = LedgerApplication.start(directory, URL, "musubito.claims.max-wait=15s");
		other = LedgerApplication.start(directory, URL, "musubito.claims.max-wait=15s");
		here.getBean(Ledger.class).book("another one");
	}

	@AfterAll
	static void stop() {
		here.getBean(JdbcClient.class).sql("SHUTDOWN").update();
		other.close();
		here.close();
	}

	static Stream<Arguments> cases() {
		return Stream.of(Propagation.values())
			.flatMap((propagation) -> Stream.of(Outcome.values())
				.filter(propagation::has)
				.flatMap((outcome) -> Stream.of(Asker.values())
					.map((asker) -> Arguments.of(propagation, outcome, asker))));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void rowsAreWhatCallersWereTold(Propagation propagation, Outcome outcome, Asker asker) {
		Case tested = new Case(propagation, outcome, asker);
		here.getBean(Musubito.class).pipeline("order", () -> {
			tested.order();
			return null;
		});
		tested.hearOthers();
		Ledger ledger = here.getBean(Ledger.class);
		boolean apart = propagation == Propagation.REQUIRES_NEW;
		assertThat(ledger.rows(tested.id)).as("rows, when " + tested.told + " were told")
			.isEqualTo((tested.told.isEmpty() && !apart) ? 0 : 1);
		assertThat(tested.call(here)).endsWith("booked");
		assertThat(tested.call(other)).endsWith("booked");
		assertThat(ledger.rows(tested.id)).as("rows in the end").isOne();
	}

	/**
	 * One case: an order that books one entry.
	 */
	private static final class Case {

		private final Propagation propagation;

		private final Outcome outcome;

		private final Asker asker;

		private final String id;

		private final Ledger ledger = here.getBean(Ledger.class);

		/** What callers were told who are not part of a transaction that was undone. */
		private final List<String> told = new ArrayList<>();

		private final List<AskingThread> asking = new ArrayList<>();

		private boolean undone;

		private Case(Propagation propagation, Outcome outcome, Asker asker) {
			this.propagation = propagation;
			this.outcome = outcome;
			this.asker = asker;
			this.id = propagation + " " + outcome + " " + asker;
		}

		private String call(ConfigurableApplicationContext context) {
			String method = (this.propagation == Propagation.NONE && this.outcome == Outcome.TIMEOUT) ? "briefly"
					: this.propagation.method;
			if (this.asker == Asker.ENCLOSING) {
				return context.getBean(Writer.class).compose(method, this.id);
			}
			Ledger called = context.getBean(Ledger.class);
			return switch (method) {
				case "apart" -> called.bookApart(this.id);
				case "nested" -> called.bookNested(this.id);
				case "briefly" -> called.bookBriefly(this.id);
				default -> called.book(this.id);
			};
		}

		private void order() {
			this.ledger.whenBooked(this.id, this::whileBooking);
			attempt();
			if (this.outcome == Outcome.RETRY) {
				attempt();
			}
		}

		private void attempt() {
			try {
				this.told.addAll((this.propagation == Propagation.NONE) ? within(null) : inTransaction(this::within));
			}
			catch (IllegalStateException | TransactionException ex) {
				// Those who know that it was undone were told nothing
				this.undone = true;
			}
		}

		private List<String> inTransaction(Function<TransactionStatus, List<String>> body) {
			TransactionTemplate transaction = new TransactionTemplate(here.getBean(PlatformTransactionManager.class));
			if (this.outcome == Outcome.TIMEOUT) {
				transaction.setTimeout(1);
			}
			return transaction.execute((status) -> {
				List<String> heard = body.apply(status);
				return (status.isRollbackOnly()) ? List.of() : heard;
			});
		}

		private List<String> within(TransactionStatus status) {
			Object savepoint = (this.outcome == Outcome.SAVEPOINT) ? status.createSavepoint() : null;
			List<String> heard = new ArrayList<>();
			heard.add(call(here));
			askAgain(heard);
			if (status != null && !this.undone) {
				end(status, savepoint, heard);
			}
			return heard;
		}

		/**
		 * In the method of the effect.
		 */
		private void whileBooking() {
			if (this.asker == Asker.JOINER || this.asker == Asker.ENCLOSING) {
				this.asking.add(AskingThread.ask(() -> call(here)));
			}
			if (this.propagation == Propagation.NONE) {
				switch (this.outcome) {
					case ROLLBACK, RETRY -> throw new IllegalStateException("rolled back");
					case TIMEOUT -> this.ledger.useUpTime();
					default -> {
					}
				}
			}
		}

		private void askAgain(List<String> heard) {
			switch (this.asker) {
				case SAME -> heard.add(call(here));
				case OTHER_PROCESS -> this.asking.add(AskingThread.ask(() -> call(other)));
				case FAN_OUT -> fanOut(heard);
				default -> {
				}
			}
		}

		private void fanOut(List<String> heard) {
			try {
				heard.addAll(
						here.getBean(Musubito.class).forEach(List.of(1, 2)).concurrency(2).apply((item) -> call(here)));
			}
			catch (FanOutException ex) {
				assertThat(ex).hasCauseInstanceOf(EffectInDoubtException.class);
			}
		}

		private void end(TransactionStatus status, Object savepoint, List<String> heard) {
			switch (this.outcome) {
				case ROLLBACK -> status.setRollbackOnly();
				case RETRY -> throw new IllegalStateException("deadlock loser");
				case TIMEOUT -> this.ledger.useUpTime();
				case SAVEPOINT -> {
					status.rollbackToSavepoint(savepoint);
					heard.clear();
					if (this.asker == Asker.SAME) {
						heard.add(call(here));
					}
				}
				default -> {
				}
			}
		}

		private void hearOthers() {
			for (AskingThread thread : this.asking) {
				try {
					this.told.add(thread.answer().join());
				}
				catch (CompletionException ex) {
					// Told that it is not done, as the first caller was
					assertThat(this.propagation).isEqualTo(Propagation.NONE);
					assertThat(this.outcome).isNotEqualTo(Outcome.COMMIT);
				}
			}
		}

	}

	/**
	 * The transaction of the effect, as the method says; within one of its caller, but
	 * for {@code NONE}.
	 */
	enum Propagation {

		REQUIRED("required"), REQUIRES_NEW("apart"), NESTED("nested"), NONE("required");

		private final String method;

		Propagation(String method) {
			this.method = method;
		}

		private boolean has(Outcome outcome) {
			return this != NONE || outcome != Outcome.SAVEPOINT;
		}

	}

	/**
	 * How the transaction of the caller ends, where there is none that of the effect.
	 */
	enum Outcome {

		COMMIT, ROLLBACK, SAVEPOINT, RETRY, TIMEOUT

	}

	/**
	 * Who calls while the transaction has not ended: while the first call runs, for
	 * {@code JOINER} and {@code ENCLOSING}, else after it.
	 */
	enum Asker {

		SAME, JOINER, OTHER_PROCESS, ENCLOSING, FAN_OUT

	}

}
