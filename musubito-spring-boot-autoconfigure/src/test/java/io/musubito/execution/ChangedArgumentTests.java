package io.musubito.execution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.EffectKey;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a step does to its arguments, a replay would not do: such a result is returned and
 * not kept.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ChangedArgumentTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private State state;

	private Musubito musubito;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.state = this.context.getBean(State.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@AfterEach
	void stop() {
		assertThat(this.context.getBean(StepExecutor.class).running()).isZero();
		this.context.close();
	}

	@Test
	void aListThatTheStepAddsToIsChangedAtEachCall(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			List<String> texts = new ArrayList<>(List.of("a"));
			this.steps.enrich(texts);
			assertThat(texts).containsExactly("a", "enriched");
		}
		assertThat(output.getOut().split("argument 'texts' of type java.util.ArrayList was changed", -1)).hasSize(2);
		assertThat(output).contains("Step 'enrich'").contains("Return what was changed");
	}

	@Test
	void anArgumentThatIsLeftAloneIsReplayed(CapturedOutput output) {
		assertThat(this.steps.length(new ArrayList<>(List.of("a")), new StringBuilder("b"))).isEqualTo(2);
		assertThat(this.steps.length(new ArrayList<>(List.of("a")), new StringBuilder("b"))).isEqualTo(2);
		assertThat(this.state.runs).hasValue(1);
		assertThat(output).doesNotContain("Arguments ");
	}

	@Test
	void whateverHoldsWhatWasChangedIsSeen() {
		changes(() -> new Order("x", new ArrayList<>()), (order) -> ((Order) order).lines().add("line"));
		changes(Cart::new, (cart) -> ((Cart) cart).count++);
		changes(() -> new StringBuilder("a"), (text) -> ((StringBuilder) text).append("b"));
		changes(() -> new int[] { 1 }, (array) -> ((int[]) array)[0] = 2);
		changes(() -> new byte[] { 1 }, (array) -> ((byte[]) array)[0] = 2);
		changes(() -> new String[][] { { "a" } }, (array) -> ((String[][]) array)[0][0] = "b");
		changes(() -> new HashMap<>(Map.of("a", "b")), (map) -> ((Map<?, ?>) map).clear());
		changes(() -> new LinkedHashMap<>(Map.of("a", new ArrayList<>(List.of("b")))),
				(map) -> ((List<?>) ((Map<?, ?>) map).get("a")).clear());
		changes(AtomicInteger::new, (number) -> ((AtomicInteger) number).incrementAndGet());
		changes(() -> new AtomicReference<>("a"), (reference) -> ((AtomicReference<?>) reference).set(null));
		changes(() -> List.of(new Date(0)), (dates) -> ((Date) ((List<?>) dates).get(0)).setTime(1));
	}

	private void changes(Supplier<Object> argument, Consumer<Object> change) {
		String name = argument.get().getClass().getSimpleName();
		this.state.change = change;
		assertThat(this.steps.change(argument.get()).outcome()).as(name).isEqualTo(StepOutcome.EXECUTED);
		this.state.change = (same) -> {
		};
		assertThat(this.steps.change(argument.get()).outcome()).as(name).isEqualTo(StepOutcome.EXECUTED);
		assertThat(this.steps.change(argument.get()).outcome()).as(name).isEqualTo(StepOutcome.REPLAYED);
	}

	@Test
	void aKeyIdentifiesTheCallButAllArgumentsAreCompared(CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			Order order = new Order("7", new ArrayList<>());
			this.steps.fill(order);
			assertThat(order.lines()).containsExactly("line");
		}
		assertThat(output).contains("Step 'fill': argument 'order'");
	}

	@Test
	void anArgumentThatCannotBeHashedIsToldOnce(CapturedOutput output) {
		assertThat(this.steps.read("k", new ByteArrayInputStream(new byte[3]))).isEqualTo(3);
		assertThat(this.steps.read("k", new ByteArrayInputStream(new byte[3]))).isEqualTo(3);
		assertThat(this.steps.read("l", new ByteArrayInputStream(new byte[3]))).isEqualTo(3);
		assertThat(this.state.runs).hasValue(2);
		assertThat(output.getOut().split("argument 'stream' of type java.io.ByteArrayInputStream can't be hashed", -1))
			.hasSize(2);
	}

	@Test
	void anIgnoredArgumentIsNotCompared(CapturedOutput output) {
		List<String> log = new ArrayList<>();
		this.steps.logTo("x", log);
		this.steps.logTo("x", log);
		assertThat(log).containsExactly("x");
		assertThat(output).doesNotContain("argument 'log'");
	}

	@Test
	void aFutureIsComparedWhenItIsComplete() {
		List<String> first = new ArrayList<>();
		CompletableFuture<String> future = this.steps.later(first);
		this.state.open.get(0).countDown();
		future.join();
		List<String> second = new ArrayList<>();
		future = this.steps.later(second);
		this.state.open.get(1).countDown();
		future.join();
		assertThat(first).containsExactly("later");
		assertThat(second).containsExactly("later");
	}

	@Test
	void aMonoAndAFluxAreComparedAtTheirEnd() {
		for (int i = 0; i < 2; i++) {
			List<String> mono = new ArrayList<>();
			assertThat(this.steps.mono(mono).block()).isEqualTo("done");
			assertThat(mono).containsExactly("mono");
			List<String> flux = new ArrayList<>();
			assertThat(this.steps.flux(flux).collectList().block()).containsExactly("a", "b");
			assertThat(flux).containsExactly("a", "b");
		}
	}

	@Test
	void theItemsOfAFanOutAreCompared() {
		for (int i = 0; i < 2; i++) {
			List<List<String>> items = List.of(new ArrayList<>(List.of("a")), new ArrayList<>(List.of("b")));
			this.musubito.forEach(items).concurrency(2).apply((item) -> {
				this.steps.enrich(item);
				return "";
			});
			assertThat(items.get(0)).containsExactly("a", "enriched");
			assertThat(items.get(1)).containsExactly("b", "enriched");
		}
	}

	@Test
	void theInputsOfAStepWithoutAnnotationAreCompared() {
		for (int i = 0; i < 2; i++) {
			List<String> texts = new ArrayList<>();
			StepSpec<String> spec = StepSpec.of("body", StepType.DETERMINISTIC, String.class).input("texts", texts);
			assertThat(this.musubito.step(spec, () -> {
				texts.add("body");
				return "x";
			}).outcome()).isEqualTo(StepOutcome.EXECUTED);
			assertThat(texts).containsExactly("body");
		}
	}

	@Test
	void whatEnclosesSuchAStepIsNotKeptEither() {
		assertThat(this.steps.outer("x")).isEqualTo("[x, enriched]");
		assertThat(this.steps.outer("x")).isEqualTo("[x, enriched]");
		assertThat(this.state.runs).hasValue(4);
	}

	@Test
	void anEffectIsRecordedAndToldOf(CapturedOutput output) {
		List<String> first = new ArrayList<>();
		List<String> second = new ArrayList<>();
		assertThat(this.steps.send("7", first)).isEqualTo("sent");
		assertThat(this.steps.send("7", second)).isEqualTo("sent");
		assertThat(this.state.runs).hasValue(1);
		assertThat(first).containsExactly("sent");
		assertThat(second).isEmpty();
		assertThat(output).contains("Step 'send': argument 'log'").contains("The effect is recorded");
	}

	@Test
	void aResourceThatTheStepUsesUpIsNoInputOfAReplay(CapturedOutput output) throws IOException {
		for (int i = 0; i < 2; i++) {
			Path file = Files.writeString(this.directory.resolve("upload.txt"), "x");
			this.steps.consume(new FileSystemResource(file));
			assertThat(file).doesNotExist();
		}
		assertThat(output).contains("argument 'upload'").contains("can't be read any more");
	}

	@Test
	void whatReadingWouldConsumeIsRefusedUnread() throws IOException {
		InputStream stream = new ByteArrayInputStream(new byte[] { 1 });
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> this.steps.consume(new InputStreamResource(stream)));
		assertThat(stream.read()).isEqualTo(1);
	}

	@Test
	void whatHasItsElementsOnceOrLaterIsRefusedUntouched() throws IOException {
		AtomicInteger touched = new AtomicInteger();
		Iterator<String> iterator = List.of("a").iterator();
		Stream<String> stream = Stream.of("a").peek((element) -> touched.incrementAndGet());
		StringReader reader = new StringReader("a");
		Mono<Integer> mono = Mono.fromSupplier(touched::incrementAndGet);
		for (Object argument : List.of(iterator, stream, reader, mono, List.of(Flux.from(mono)))) {
			assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.steps.change(argument));
		}
		assertThat(touched).hasValue(0);
		assertThat(iterator.next()).isEqualTo("a");
		assertThat(stream).containsExactly("a");
		assertThat(reader.read()).isEqualTo('a');
	}

	@Test
	void anArrayOfVariableArgumentsIsCompared() {
		for (int i = 0; i < 2; i++) {
			String[] texts = { "a", "b" };
			this.steps.overwrite(texts);
			assertThat(texts).containsExactly("overwritten", "b");
		}
	}

	@Test
	void aCallerWhoWaitedDoesItToItsOwnArgument() throws Exception {
		var threads = Executors.newSingleThreadExecutor();
		try {
			List<String> one = new ArrayList<>();
			List<String> other = new ArrayList<>();
			Future<?> leading = threads.submit(() -> this.steps.held(one));
			assertThat(this.state.entered.await(20, TimeUnit.SECONDS)).isTrue();
			FutureTask<String> waiting = new FutureTask<>(() -> this.steps.held(other));
			Thread waiter = new Thread(waiting, "waiter");
			waiter.start();
			Awaitility.await().until(() -> waiter.getState() == Thread.State.WAITING);
			this.state.released.countDown();
			leading.get();
			waiting.get();
			assertThat(one).containsExactly("held");
			assertThat(other).containsExactly("held");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void anArgumentThatAnotherThreadChangesIsNoReasonToReplay() throws Exception {
		var threads = Executors.newSingleThreadExecutor();
		try {
			List<String> texts = new ArrayList<>(List.of("before"));
			Future<String> leading = threads.submit(() -> this.steps.readHeld(texts));
			assertThat(this.state.entered.await(20, TimeUnit.SECONDS)).isTrue();
			texts.set(0, "after");
			this.state.released.countDown();
			assertThat(leading.get()).isEqualTo("[after]");
			assertThat(this.steps.readHeld(new ArrayList<>(List.of("before")))).isEqualTo("[before]");
		}
		finally {
			threads.shutdownNow();
		}
	}

	record Order(String id, List<String> lines) {

	}

	static class Cart {

		private int count;

		int count() {
			return this.count;
		}

	}

	static class State {

		private final AtomicInteger runs = new AtomicInteger();

		private final List<CountDownLatch> open = List.of(new CountDownLatch(1), new CountDownLatch(1));

		private final AtomicInteger opened = new AtomicInteger();

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private volatile Consumer<Object> change = (argument) -> {
		};

	}

	static class Steps {

		private final State state;

		private final Steps self;

		Steps(State state, Steps self) {
			this.state = state;
			this.self = self;
		}

		@MusubitoStep(name = "enrich")
		void enrich(List<String> texts) {
			this.state.runs.incrementAndGet();
			texts.add("enriched");
		}

		@MusubitoStep(name = "length")
		int length(List<String> texts, StringBuilder text) {
			this.state.runs.incrementAndGet();
			return texts.size() + text.length();
		}

		@MusubitoStep(name = "change")
		MusubitoResult<String> change(Object argument) {
			this.state.change.accept(argument);
			return MusubitoResult.of("done");
		}

		@MusubitoStep(name = "fill", key = "#order.id()")
		void fill(Order order) {
			order.lines().add("line");
		}

		@MusubitoStep(name = "read", key = "#key")
		int read(String key, InputStream stream) {
			this.state.runs.incrementAndGet();
			return count(stream);
		}

		private static int count(InputStream stream) {
			try {
				return stream.readAllBytes().length;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@MusubitoStep(name = "log-to")
		String logTo(String text, @MusubitoIgnore List<String> log) {
			log.add(text);
			return text;
		}

		@MusubitoStep(name = "later")
		CompletableFuture<String> later(List<String> texts) {
			CountDownLatch latch = this.state.open.get(this.state.opened.getAndIncrement());
			return CompletableFuture.supplyAsync(() -> {
				try {
					latch.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				texts.add("later");
				return "done";
			});
		}

		@MusubitoStep(name = "mono")
		Mono<String> mono(List<String> texts) {
			return Mono.fromSupplier(() -> {
				texts.add("mono");
				return "done";
			});
		}

		@MusubitoStep(name = "flux")
		Flux<String> flux(List<String> texts) {
			return Flux.just("a", "b").doOnNext(texts::add);
		}

		@MusubitoStep(name = "outer")
		String outer(String text) {
			this.state.runs.incrementAndGet();
			List<String> texts = new ArrayList<>(List.of(text));
			this.self.enrich(texts);
			return texts.toString();
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(@EffectKey String order, List<String> log) {
			this.state.runs.incrementAndGet();
			log.add("sent");
			return "sent";
		}

		@MusubitoStep(name = "consume")
		void consume(Resource upload) throws IOException {
			Files.delete(upload.getFile().toPath());
		}

		@MusubitoStep(name = "overwrite")
		void overwrite(String... texts) {
			texts[0] = "overwritten";
		}

		@MusubitoStep(name = "held")
		String held(List<String> texts) throws InterruptedException {
			this.state.entered.countDown();
			this.state.released.await();
			texts.add("held");
			return "done";
		}

		@MusubitoStep(name = "read-held")
		String readHeld(List<String> texts) throws InterruptedException {
			this.state.entered.countDown();
			this.state.released.await();
			return texts.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		State state() {
			return new State();
		}

		@Bean
		Steps steps(State state, @Lazy Steps self) {
			return new Steps(state, self);
		}

	}

}
