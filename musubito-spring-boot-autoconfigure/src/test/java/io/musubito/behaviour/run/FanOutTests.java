package io.musubito.behaviour.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.context.ContextRegistry;
import io.musubito.FanOutException;
import io.musubito.GraphQuery;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.ReplayMode;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The same step for many items, on the real engine and a real store.
 */
@Tag("slow")
@Timeout(60)
class FanOutTests {

	private static final List<String> HUNDRED = IntStream.rangeClosed(1, 100).mapToObj((i) -> "item " + i).toList();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private MusubitoLineage lineage;

	private Investigator investigator;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
		this.investigator = this.context.getBean(Investigator.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 200 })
	void returnsTheResultsInTheOrderOfTheItems(int concurrency) {
		List<String> results = this.musubito.forEach(HUNDRED)
			.concurrency(concurrency)
			.apply(this.investigator::investigate);
		assertThat(results).containsExactlyElementsOf(HUNDRED.stream().map((item) -> "finding on " + item).toList());
	}

	@Test
	void keepsTheOrderWhenTheFirstItemEndsLast() {
		CountDownLatch lastHasEnded = new CountDownLatch(1);
		List<String> results = this.musubito.forEach(List.of("first", "last")).concurrency(2).apply((item) -> {
			if (item.equals("first")) {
				await(lastHasEnded);
			}
			else {
				lastHasEnded.countDown();
			}
			return item;
		});
		assertThat(results).containsExactly("first", "last");
	}

	@Test
	void handlesAsManyItemsAtATimeAsAskedForAndNoMore() {
		CyclicBarrier four = new CyclicBarrier(4);
		AtomicInteger atATime = new AtomicInteger();
		List<Integer> seen = this.musubito.forEach(HUNDRED).concurrency(4).apply((item) -> {
			int now = atATime.incrementAndGet();
			meet(four);
			atATime.decrementAndGet();
			return now;
		});
		assertThat(seen).hasSize(100).contains(4).allMatch((now) -> now <= 4);
	}

	@Test
	void handlesOneItemAfterTheOtherOnTheCallingThreadByDefault() {
		List<Thread> threads = this.musubito.forEach(HUNDRED).apply((item) -> Thread.currentThread());
		assertThat(threads).hasSize(100).containsOnly(Thread.currentThread());
	}

	@Test
	void usesVirtualThreadsWhereTheJvmHasThem() throws Exception {
		List<Thread> threads = this.musubito.forEach(HUNDRED).concurrency(2).apply((item) -> Thread.currentThread());
		assertThat(threads).extracting(Thread::getName).allMatch((name) -> name.startsWith("musubito-fan-out-"));
		if (Runtime.version().feature() >= 21) {
			assertThat((Boolean) Thread.class.getMethod("isVirtual").invoke(threads.get(0))).isTrue();
		}
		assertThat(threads).allMatch(Thread::isDaemon);
	}

	@Test
	void executesNothingWhenTheListIsReversed() {
		this.musubito.forEach(HUNDRED).concurrency(4).apply(this.investigator::investigate);
		assertThat(this.investigator.takeCalls()).isEqualTo(100);
		List<String> reversed = new ArrayList<>(HUNDRED);
		Collections.reverse(reversed);
		assertThat(this.musubito.forEach(reversed).concurrency(4).apply(this.investigator::investigate)).first()
			.isEqualTo("finding on item 100");
		assertThat(this.investigator.takeCalls()).isZero();
	}

	@Test
	void executesEqualItemsOnce() {
		List<String> equal = Collections.nCopies(50, "item");
		assertThat(this.musubito.forEach(equal).concurrency(8).apply(this.investigator::investigate)).hasSize(50);
		assertThat(this.investigator.takeCalls()).isEqualTo(1);
	}

	@Test
	void handlesNullItemsAndResults() {
		List<String> items = Arrays.asList("a", null, "b");
		List<String> results = this.musubito.forEach(items).concurrency(2).apply((item) -> item);
		assertThat(results).containsExactly("a", null, "b");
	}

	@Test
	void returnsNothingForNoItems() {
		assertThat(this.musubito.forEach(List.of()).concurrency(2).apply((item) -> item)).isEmpty();
	}

	@Test
	void refusesAConcurrencyBelowOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.musubito.forEach(HUNDRED).concurrency(0))
			.withMessage("The concurrency must be at least 1, not 0");
	}

	@Test
	void fansOutWithinAFanOut() {
		List<List<String>> results = this.musubito.forEach(List.of("a", "b", "c"))
			.concurrency(2)
			.apply((outer) -> this.musubito.forEach(List.of("1", "2", "3"))
				.concurrency(2)
				.apply((inner) -> this.investigator.investigate(outer + inner)));
		assertThat(results).flatExtracting((inner) -> inner)
			.containsExactly("finding on a1", "finding on a2", "finding on a3", "finding on b1", "finding on b2",
					"finding on b3", "finding on c1", "finding on c2", "finding on c3");
	}

	@Test
	void isAPlainParallelLoopInModeOff() {
		List<String> results = this.musubito.withMode(ReplayMode.OFF,
				() -> this.musubito.forEach(HUNDRED).concurrency(4).apply(this.investigator::investigate));
		assertThat(results).hasSize(100);
		assertThat(this.lineage.graph(GraphQuery.all()).nodes()).isEmpty();
	}

	@Test
	void readsTheItemsOnTheCallingThreadAsTheyAreNeeded() {
		Set<Thread> readers = ConcurrentHashMap.newKeySet();
		AtomicInteger read = new AtomicInteger();
		Iterable<Integer> items = () -> Stream.iterate(1, (item) -> item + 1)
			.limit(1000)
			.peek((item) -> readers.add(Thread.currentThread()))
			.peek((item) -> read.incrementAndGet())
			.iterator();
		AtomicInteger ended = new AtomicInteger();
		List<Integer> ahead = this.musubito.forEach(items).concurrency(4).apply((item) -> {
			int readSoFar = read.get();
			return readSoFar - ended.getAndIncrement();
		});
		assertThat(ahead).hasSize(1000).allMatch((count) -> count <= 5);
		assertThat(readers).containsExactly(Thread.currentThread());
	}

	@Test
	void carriesOverWhatContextPropagationKnows() {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", tenant);
		tenant.set("acme");
		try {
			List<String> seen = this.musubito.forEach(HUNDRED).concurrency(4).apply((item) -> tenant.get());
			assertThat(seen).hasSize(100).containsOnly("acme");
		}
		finally {
			tenant.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
		}
	}

	@Test
	void usesNoMoreThreadsThanItemsAtATime() {
		List<Thread> threads = this.musubito.forEach(HUNDRED).concurrency(4).apply((item) -> Thread.currentThread());
		assertThat(Set.copyOf(threads)).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void startsNoThreadWithoutAnItem() {
		CyclicBarrier two = new CyclicBarrier(2);
		List<Thread> threads = this.musubito.forEach(List.of("a", "b")).concurrency(1_000_000).apply((item) -> {
			meet(two);
			return Thread.currentThread();
		});
		assertThat(Set.copyOf(threads)).hasSize(2);
	}

	@Test
	void doesNotWaitForThreadsOfTheFanOutsAround() {
		CyclicBarrier eight = new CyclicBarrier(8);
		List<List<List<Integer>>> results = this.musubito.forEach(List.of(1, 2))
			.concurrency(2)
			.apply((outer) -> this.musubito.forEach(List.of(1, 2))
				.concurrency(2)
				.apply((middle) -> this.musubito.forEach(List.of(1, 2)).concurrency(2).apply((inner) -> {
					meet(eight);
					return inner;
				})));
		assertThat(results).hasSize(2).allMatch(List.of(List.of(1, 2), List.of(1, 2))::equals);
	}

	@Test
	void anItemSeesNothingOfWhatAnotherLeftInItsContext() {
		ThreadLocal<String> user = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("user", user);
		try {
			List<String> seen = new ArrayList<>();
			seen.addAll(this.musubito.forEach(HUNDRED).concurrency(2).apply((item) -> {
				String before = user.get();
				user.set(item);
				return before;
			}));
			user.set("caller");
			seen.addAll(this.musubito.forEach(HUNDRED).concurrency(2).apply((item) -> {
				String before = user.get();
				user.remove();
				return before;
			}));
			assertThat(seen.subList(0, 100)).containsOnlyNulls();
			assertThat(seen.subList(100, 200)).containsOnly("caller");
		}
		finally {
			user.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("user");
		}
	}

	@Test
	void readsAFewItemsOfACollectionAhead() {
		AtomicInteger read = new AtomicInteger();
		AtomicInteger ended = new AtomicInteger();
		Collection<Integer> items = new AbstractCollection<>() {

			@Override
			public Iterator<Integer> iterator() {
				return Stream.iterate(1, (item) -> item + 1)
					.limit(size())
					.peek((item) -> read.incrementAndGet())
					.iterator();
			}

			@Override
			public int size() {
				return 1000;
			}

		};
		List<Integer> ahead = this.musubito.forEach(items)
			.concurrency(4)
			.apply((item) -> read.get() - ended.getAndIncrement());
		assertThat(ahead).hasSize(1000).allMatch((count) -> count <= 4 + 64 + 1);
	}

	private Musubito musubito() {
		return this.musubito;
	}

	private MusubitoLineage lineage() {
		return this.lineage;
	}

	private Investigator investigator() {
		return this.investigator;
	}

	private MusubitoRuns runs() {
		return this.context.getBean(MusubitoRuns.class);
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
	}

	private static void meet(CyclicBarrier barrier)
			throws InterruptedException, BrokenBarrierException, TimeoutException {
		barrier.await(20, TimeUnit.SECONDS);
	}

	@Nested
	class Failures {

		@ParameterizedTest
		@ValueSource(ints = { 1, 8 })
		void ofSomeItemsLoseNoOther(int concurrency) {
			investigator().failOn("item 7", "item 50", "item 93");
			FanOutException failed = catchThrowableOfType(FanOutException.class,
					() -> musubito().forEach(HUNDRED).concurrency(concurrency).apply(investigator()::investigate));
			assertThat(failed.failures().keySet()).containsExactly("item 7", "item 50", "item 93");
			assertThat(failed.failures().values()).allMatch(ModelDown.class::isInstance);
			assertThat(failed).hasMessageStartingWith("3 of 100 items failed: item 7 (item 7): ")
				.hasMessageContaining("item 50 (item 50): io.musubito.behaviour.run.FanOutTests$ModelDown: on item 50")
				.hasCause(failed.failures().get("item 7"))
				.satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(failed.failures().get("item 50"),
						failed.failures().get("item 93")));
			assertThat(succeeded("investigate")).isEqualTo(97);
			investigator().failOn();
			investigator().takeCalls();
			assertThat(musubito().forEach(HUNDRED).concurrency(concurrency).apply(investigator()::investigate))
				.hasSize(100);
			assertThat(investigator().takeCalls()).isEqualTo(3);
		}

		private long succeeded(String operation) {
			return lineage().graph(GraphQuery.operation(operation).limit(1000))
				.nodes()
				.stream()
				.filter((node) -> node.status() == NodeStatus.SUCCESS)
				.count();
		}

		@Test
		void areCountedAllAndShownInPart() {
			FanOutException failed = catchThrowableOfType(FanOutException.class,
					() -> musubito().forEach(HUNDRED).concurrency(8).apply((item) -> {
						throw new IOException("no " + item.repeat(100));
					}));
			assertThat(failed).hasMessageStartingWith("100 of 100 items failed: ")
				.hasMessageContaining("; … and 95 more.");
			assertThat(failed.getMessage()).hasSizeLessThan(2000);
			assertThat(failed.failures().keySet()).containsExactlyElementsOf(List.copyOf(HUNDRED));
			assertThat(failed.getSuppressed()).hasSize(4);
		}

		@Test
		void ofItemsThatCannotBeShownAreTold() {
			Object unshowable = new Object() {
				@Override
				public String toString() {
					throw new IllegalStateException("no session");
				}
			};
			assertThatExceptionOfType(FanOutException.class)
				.isThrownBy(() -> musubito().forEach(List.of(unshowable)).apply((item) -> {
					throw new IOException();
				}))
				.withMessageContaining(unshowable.getClass().getName());
		}

		@Test
		void leaveAnEnclosingStepThatCaughtThemUnreplayed() {
			investigator().failOn("b");
			assertThat(investigator().investigateAll(List.of("a", "b"))).isEqualTo("1 failed");
			investigator().failOn();
			assertThat(investigator().investigateAll(List.of("a", "b"))).isEqualTo("[finding on a, finding on b]");
		}

		@Test
		void anErrorLetsThoseUnderWayEndAndBeginsNoOther() {
			CountDownLatch begun = new CountDownLatch(3);
			Map<String, Thread> threads = new ConcurrentHashMap<>();
			Set<String> ended = ConcurrentHashMap.newKeySet();
			NoClassDefFoundError second = new NoClassDefFoundError("second");
			assertThatExceptionOfType(OutOfMemoryError.class)
				.isThrownBy(() -> musubito().forEach(HUNDRED).concurrency(3).apply((item) -> {
					threads.put(item, Thread.currentThread());
					begun.countDown();
					await(begun);
					if (item.equals("item 1")) {
						throw new OutOfMemoryError("planted");
					}
					threads.get("item 1").join();
					if (item.equals("item 2")) {
						throw second;
					}
					threads.get("item 2").join();
					return ended.add(item);
				}))
				.withMessage("planted")
				.satisfies((error) -> assertThat(error.getSuppressed()).containsExactly(second));
			assertThat(threads).as("items that were begun").containsOnlyKeys("item 1", "item 2", "item 3");
			assertThat(ended).as("items that were under way and went on").containsExactly("item 3");
		}

		@Test
		void anErrorLeavesWhatTheOthersWereGivenStored() {
			CountDownLatch begun = new CountDownLatch(2);
			Map<String, Thread> threads = new ConcurrentHashMap<>();
			Investigator investigator = investigator();
			assertThatExceptionOfType(NoClassDefFoundError.class)
				.isThrownBy(() -> musubito().forEach(List.of("a", "b")).concurrency(2).apply((item) -> {
					threads.put(item, Thread.currentThread());
					begun.countDown();
					await(begun);
					if (item.equals("b")) {
						throw new NoClassDefFoundError("planted");
					}
					threads.get("b").join();
					return investigator.investigate(item);
				}));
			assertThat(investigator.investigate("a")).isEqualTo("finding on a");
			assertThat(investigator.takeCalls()).isOne();
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2 })
		void ofTheItemsThemselvesArePassedOnWhenTheOthersHaveEnded(int concurrency) {
			Set<String> handled = ConcurrentHashMap.newKeySet();
			CountDownLatch failed = new CountDownLatch(1);
			Iterator<String> items = new Iterator<>() {

				private final Iterator<String> first = List.of("a", "b").iterator();

				@Override
				public boolean hasNext() {
					return true;
				}

				@Override
				public String next() {
					if (!this.first.hasNext()) {
						failed.countDown();
						throw new IllegalStateException("cursor closed");
					}
					return this.first.next();
				}

			};
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> musubito().forEach(() -> items).concurrency(concurrency).apply((item) -> {
					if (concurrency == 2) {
						await(failed);
					}
					return handled.add(item);
				}))
				.withMessage("cursor closed");
			assertThat(handled).containsExactlyInAnyOrder("a", "b");
		}

	}

	@Nested
	class Interruption {

		@ParameterizedTest
		@ValueSource(ints = { 1, 4 })
		void ofTheCallerEndsTheFanOut(int concurrency) throws Exception {
			CountDownLatch begun = new CountDownLatch(concurrency);
			CountDownLatch never = new CountDownLatch(1);
			AtomicInteger ended = new AtomicInteger();
			FutureTask<Boolean> call = new FutureTask<>(() -> {
				assertThatExceptionOfType(CancellationException.class)
					.isThrownBy(() -> musubito().forEach(HUNDRED).concurrency(concurrency).apply((item) -> {
						begun.countDown();
						try {
							never.await();
						}
						finally {
							ended.incrementAndGet();
						}
						return item;
					}));
				return Thread.currentThread().isInterrupted();
			});
			Thread caller = new Thread(call);
			caller.start();
			await(begun);
			caller.interrupt();
			assertThat(call.get(20, TimeUnit.SECONDS)).isTrue();
			assertThat(ended).hasValue(concurrency);
		}

		@Test
		void ofTheCallerIsSeenWhileItWaitsForTheLastItems() throws Exception {
			CountDownLatch begun = new CountDownLatch(2);
			CountDownLatch never = new CountDownLatch(1);
			FutureTask<Boolean> call = new FutureTask<>(() -> {
				assertThatExceptionOfType(CancellationException.class)
					.isThrownBy(() -> musubito().forEach(List.of("a", "b")).concurrency(4).apply((item) -> {
						begun.countDown();
						never.await();
						return item;
					}));
				return Thread.currentThread().isInterrupted();
			});
			Thread caller = new Thread(call);
			caller.start();
			await(begun);
			caller.interrupt();
			assertThat(call.get(20, TimeUnit.SECONDS)).isTrue();
		}

		@Test
		void beforeTheFirstItemHandlesNone() {
			Set<String> handled = ConcurrentHashMap.newKeySet();
			Thread.currentThread().interrupt();
			for (int concurrency : new int[] { 1, 4 }) {
				assertThatExceptionOfType(CancellationException.class)
					.isThrownBy(() -> musubito().forEach(HUNDRED).concurrency(concurrency).apply(handled::add));
			}
			assertThat(Thread.interrupted()).isTrue();
			assertThat(handled).isEmpty();
		}

		@Test
		void ofTheCallerBeginsNoneOfTheItemsThatWereRead() throws Exception {
			CountDownLatch begun = new CountDownLatch(2);
			Set<String> handled = ConcurrentHashMap.newKeySet();
			CountDownLatch never = new CountDownLatch(1);
			FutureTask<CancellationException> call = new FutureTask<>(() -> catchThrowableOfType(
					CancellationException.class, () -> musubito().forEach(HUNDRED).concurrency(2).apply((item) -> {
						handled.add(item);
						begun.countDown();
						never.await();
						return item;
					})));
			Thread caller = new Thread(call);
			caller.start();
			await(begun);
			caller.interrupt();
			assertThat(call.get(20, TimeUnit.SECONDS)).hasMessageContaining("after 2 items were begun");
			assertThat(handled).containsExactlyInAnyOrder("item 1", "item 2");
		}

		@Test
		void thatAnItemLeavesOnItsThreadIsNotThatOfAnother() {
			List<Boolean> interrupted = musubito().forEach(HUNDRED).concurrency(2).apply((item) -> {
				boolean before = Thread.currentThread().isInterrupted();
				Thread.currentThread().interrupt();
				return before;
			});
			assertThat(interrupted).hasSize(100).containsOnly(false);
		}

		@Test
		void ofOneItemByItselfIsItsFailure() {
			FanOutException failed = catchThrowableOfType(FanOutException.class,
					() -> musubito().forEach(HUNDRED).concurrency(4).apply((item) -> {
						if (item.equals("item 3")) {
							throw new InterruptedException("planted");
						}
						return item;
					}));
			assertThat(failed.failures().keySet()).containsExactly("item 3");
		}

	}

	@Nested
	class LineageOfItems {

		@Test
		void belongsToTheStepThatFansOut() {
			String all = investigator().investigateAll(HUNDRED);
			NodeView node = lineage().find(musubito().resultOf(all).nodeId()).orElseThrow();
			assertThat(node.upstream()).hasSize(100);
			investigator().takeCalls();
			assertThat(lineage().invalidate(node.upstream().get(3))).isEqualTo(2);
			investigator().investigateAll(HUNDRED);
			assertThat(investigator().takeCalls()).isEqualTo(1);
		}

		@Test
		void reachesTheStepThatGetsTheResults() {
			List<String> findings = musubito().forEach(HUNDRED).concurrency(4).apply(investigator()::investigate);
			String score = investigator().score(findings);
			assertThat(lineage().find(musubito().resultOf(score).nodeId()).orElseThrow().upstream()).hasSize(100);
		}

		@Test
		void followsAMergeAroundTheFanOut() {
			String facts = investigator().investigate("facts");
			List<String> results;
			try (MergeScope merge = musubito().merge(facts)) {
				results = musubito().forEach(List.of("a", "b")).concurrency(2).apply(investigator()::investigate);
			}
			assertThat(results).allSatisfy((
					result) -> assertThat(lineage().find(musubito().resultOf(result).nodeId()).orElseThrow().upstream())
						.containsExactly(musubito().resultOf(facts).nodeId()));
		}

		@Test
		void belongsToTheRun() {
			musubito().pipeline("review",
					() -> musubito().forEach(HUNDRED).concurrency(8).apply(investigator()::investigate));
			RunView run = runs().find(runs().recent(1).get(0).runId()).orElseThrow();
			assertThat(run.steps()).hasSize(100);
			assertThat(run.steps()).extracting(StepView::sequence)
				.containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
		}

		@Test
		void doesNotDependOnWhichItemIsHandledFirst() {
			review(List.of("a", "b"), "a");
			review(List.of("A", "B"), "b");
			assertThat(baseline("A")).isEqualTo(nodeOf("a"));
			assertThat(baseline("B")).isEqualTo(nodeOf("b"));
		}

		private void review(List<String> items, String last) {
			CountDownLatch otherHasEnded = new CountDownLatch(1);
			musubito().pipeline("review", () -> musubito().forEach(items).concurrency(2).apply((item) -> {
				if (item.toLowerCase(Locale.ROOT).equals(last)) {
					await(otherHasEnded);
				}
				try {
					return investigator().investigate(item);
				}
				finally {
					otherHasEnded.countDown();
				}
			}));
		}

		private String nodeOf(String item) {
			return musubito().resultOf(investigator().investigate(item)).nodeId();
		}

		private String baseline(String item) {
			return lineage().explain(nodeOf(item)).baselineNodeId();
		}

	}

	static class ModelDown extends RuntimeException {

		ModelDown(String message) {
			super(message);
		}

	}

	static class Investigator {

		private final Investigator self;

		private final Musubito musubito;

		private final AtomicInteger calls = new AtomicInteger();

		@MusubitoIgnore
		private volatile Set<String> failing = Set.of();

		Investigator(Investigator self, Musubito musubito) {
			this.self = self;
			this.musubito = musubito;
		}

		void failOn(String... items) {
			this.failing = Set.of(items);
		}

		int takeCalls() {
			return this.calls.getAndSet(0);
		}

		@MusubitoStep(name = "investigate")
		String investigate(String item) {
			this.calls.incrementAndGet();
			if (this.failing.contains(item)) {
				throw new ModelDown("on " + item);
			}
			return "finding on " + item;
		}

		@MusubitoStep(name = "investigate-all")
		String investigateAll(List<String> items) {
			try {
				return this.musubito.forEach(items).concurrency(4).apply(this.self::investigate).toString();
			}
			catch (FanOutException ex) {
				return ex.failures().size() + " failed";
			}
		}

		@MusubitoStep(name = "score")
		String score(List<String> findings) {
			return findings.size() + " findings";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Investigator investigator(@Lazy Investigator self, @Lazy Musubito musubito) {
			return new Investigator(self, musubito);
		}

	}

}
