package io.musubito.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Budget} and {@link RunSpending}. A token costs 1.
 */
@Timeout(60)
class BudgetTests {

	private static final int THREADS = 16;

	private final Prices prices = new Prices(Map.of("m", PricesTests.price("1000000", "1000000", null)));

	private final RunSpending run = new RunSpending(() -> "'review' (r1)");

	@Test
	void isExactUnderConcurrency() throws Exception {
		// Each call costs what it was expected to: all of the budget is spent, no more
		Budget budget = budget(300_000);
		AtomicLong outstanding = new AtomicLong();
		LongAccumulator most = new LongAccumulator(Math::max, 0);
		AtomicInteger calls = new AtomicInteger();
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		inThreads(() -> {
			barrier.await();
			for (int i = 0; i < 32_000; i++) {
				try {
					Reservation reservation = budget.reserve(this.run, "step", "m", 1);
					most.accumulate(outstanding.incrementAndGet());
					if (i % 3 == 0) {
						outstanding.decrementAndGet();
						reservation.release();
					}
					else {
						calls.incrementAndGet();
						reservation.spend(new ModelUsage("m", 1, 1, 0, 0));
					}
				}
				catch (BudgetExceededException ex) {
					// Counted by the calls that were not refused
				}
			}
			return null;
		});
		assertThat(calls).hasValue(300_000);
		assertThat(most.get()).isLessThanOrEqualTo(300_000);
		assertThatExceptionOfType(BudgetExceededException.class)
			.isThrownBy(() -> budget.reserve(this.run, "step", "m", 1))
			.withMessageContaining(
					"has spent 300000. It was spent by\n  step 'step': 300000 calls, 300000 tokens, 300000\n");
	}

	@Test
	void admitsNoMoreThanFitsWhenAllBeginAtOnce() throws Exception {
		for (int round = 0; round < 200; round++) {
			RunSpending fresh = new RunSpending(() -> "'round'");
			Budget budget = budget(50);
			AtomicInteger admitted = new AtomicInteger();
			CyclicBarrier barrier = new CyclicBarrier(THREADS);
			inThreads(() -> {
				barrier.await();
				try {
					budget.reserve(fresh, "step", "m", 10);
					admitted.incrementAndGet();
				}
				catch (BudgetExceededException ex) {
					// One of those that do not fit
				}
				return null;
			});
			assertThat(admitted).hasValue(5);
		}
	}

	@Test
	void saysWhatWasSpentOnWhatDearestFirstAndNoMoreThanTenLines() {
		Budget budget = budget(78);
		for (int i = 1; i <= 12; i++) {
			budget.reserve(this.run, "step" + i, "m", i).spend(new ModelUsage("m", 1, i, 0, 0));
		}
		assertThatExceptionOfType(BudgetExceededException.class)
			.isThrownBy(() -> budget.reserve(this.run, null, "m", 5))
			.withMessage(
					"""
							Model 'm' is not called by code outside of steps: the call is expected to cost 5. Of its budget of 78, \
							run 'review' (r1) has spent 78. It was spent by
							  step 'step12': 1 call, 12 tokens, 12
							  step 'step11': 1 call, 11 tokens, 11
							  step 'step10': 1 call, 10 tokens, 10
							  step 'step9': 1 call, 9 tokens, 9
							  step 'step8': 1 call, 8 tokens, 8
							  step 'step7': 1 call, 7 tokens, 7
							  step 'step6': 1 call, 6 tokens, 6
							  step 'step5': 1 call, 5 tokens, 5
							  step 'step4': 1 call, 4 tokens, 4
							  step 'step3': 1 call, 3 tokens, 3
							  and 2 more
							Raise musubito.ai.budget.per-run, or resume or repeat the run: steps that are done are replayed, and it \
							begins with a budget of its own""");
	}

	@Test
	void writesAmountsWithoutExponents() {
		Budget budget = new Budget(new BigDecimal("1E-7"),
				new Prices(Map.of("m", PricesTests.price("0.05", "0", null))));
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> budget.reserve(this.run, "s", "m", 4))
			.withMessageContaining(
					"expected to cost 0.0000002. Of its budget of 0.0000001, run 'review' (r1) has spent 0.");
	}

	private Budget budget(long amount) {
		return new Budget(BigDecimal.valueOf(amount), this.prices);
	}

	private static void inThreads(Callable<Void> task) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<Void>> futures = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				futures.add(threads.submit(task));
			}
			for (Future<Void> future : futures) {
				future.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
