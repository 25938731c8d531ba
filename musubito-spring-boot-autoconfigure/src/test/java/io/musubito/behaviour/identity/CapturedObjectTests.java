package io.musubito.behaviour.identity;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.musubito.Musubito;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the body of a step may use where objects are made with {@code new}. What is
 * refused names a way, and the ways lead there.
 */
class CapturedObjectTests {

	private static final AtomicInteger EXECUTED = new AtomicInteger();

	private static final StepSpec<String> SPEC = StepSpec.of("captured", StepType.DETERMINISTIC, String.class)
		.input("text", "x");

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		EXECUTED.set(0);
		this.context = Engine.in(this.directory).start(Application.class);
	}

	@AfterEach
	void close() {
		this.context.close();
		this.executor.shutdownNow();
	}

	private void restart(String... properties) {
		this.context.close();
		this.context = Engine.in(this.directory).start(Application.class, properties);
	}

	private Musubito musubito() {
		return this.context.getBean(Musubito.class);
	}

	@Test
	void theOwnObjectCountsByTheFieldsThatTheCodeReads() {
		assertThat(new Writer(musubito(), "warm", "a").write()).isEqualTo("x warm");
		assertThat(new Writer(musubito(), "warm", "b").write()).isEqualTo("x warm");
		restart();
		assertThat(new Writer(musubito(), "warm", "c").write()).isEqualTo("x warm");
		assertThat(EXECUTED).hasValue(1);
		assertThat(new Writer(musubito(), "cool", "a").write()).isEqualTo("x cool");
		assertThat(EXECUTED).hasValue(2);
	}

	@Test
	void aFieldOfTheOwnObjectThatChangesCounts() {
		Writer writer = new Writer(musubito(), "warm", "a");
		writer.write();
		writer.tone = "cool";
		assertThat(writer.write()).isEqualTo("x cool");
		writer.tone = "warm";
		assertThat(writer.write()).isEqualTo("x warm");
		assertThat(EXECUTED).hasValue(2);
	}

	@Test
	void anotherObjectOfTheApplicationCountsToo() {
		for (String tone : new String[] { "warm", "warm", "cool" }) {
			Service service = new Service((text) -> text + " " + tone);
			assertThat(musubito().step(SPEC, () -> service.call("x")).value()).isEqualTo("x " + tone);
		}
		assertThat(EXECUTED).hasValue(2);
	}

	@Test
	void aSubclassCountsWithItsCode() {
		Service loud = new Loud((text) -> text);
		Service plain = new Service((text) -> text);
		for (int i = 0; i < 2; i++) {
			assertThat(call(loud)).isEqualTo("x!");
			assertThat(call(plain)).isEqualTo("x");
		}
		assertThat(EXECUTED).hasValue(2);
	}

	private String call(Service service) {
		return musubito().step(SPEC, () -> service.call("x")).value();
	}

	@Test
	void aFunctionOfTheApplicationCountsByItsCode() {
		UnaryOperator<String> warm = (text) -> text + " warm";
		UnaryOperator<String> cool = (text) -> text.concat(" cool");
		for (int i = 0; i < 2; i++) {
			assertThat(apply(warm)).isEqualTo("x warm");
			assertThat(apply(cool)).isEqualTo("x cool");
		}
	}

	private String apply(UnaryOperator<String> function) {
		return musubito().step(SPEC, () -> function.apply("x")).value();
	}

	@Test
	void functionsThatCantBeToldApartAreNeverTheSame() {
		for (int i = 0; i < 2; i++) {
			assertThat(call(new Service((text) -> text + " low"))).isEqualTo("x low");
			assertThat(call(new Service((text) -> text.concat(" high")))).isEqualTo("x high");
		}
		assertThat(EXECUTED).hasValue(2);
	}

	@Test
	void aValueIsAnInput() {
		Tone tone = new Tone("warm");
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> musubito().step(SPEC, () -> "x " + tone.name()))
			.withMessageContaining("variable of type " + Tone.class.getName())
			.withMessageEndingWith("Add it with .input(name, value).");
		assertThat(musubito().step(SPEC.input("tone", tone), () -> "x " + tone.name()).value()).isEqualTo("x warm");
	}

	@Test
	void anObjectOfALibraryIsRefusedWithTwoWays() throws Exception {
		ExecutorService local = this.executor;
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> musubito().step(SPEC, () -> local.submit(() -> "x").get()))
			.withMessageContaining("what it holds can't be told")
			.withMessageContaining("through a bean, or through a field of the object that the body is written in");
		ExecutorService bean = this.context.getBean(ExecutorService.class);
		assertThat(musubito().step(SPEC, () -> bean.submit(() -> "x").get()).value()).isEqualTo("x");
		assertThat(new Submitting(musubito(), local).call()).isEqualTo("x");
		assertThat(new Submitting(musubito(), local).call()).isEqualTo("x");
		assertThat(EXECUTED).hasValue(1);
	}

	@Test
	void withoutCodeNothingSaysWhatIsReadOfAnObject() {
		for (String level : new String[] { "none", "method" }) {
			restart("musubito.fingerprint.code=" + level);
			Writer writer = new Writer(musubito(), "warm", "a");
			assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(writer::write)
				.withMessageContaining("musubito.fingerprint.code")
				.withMessageContaining("Set it to 'reachable'");
		}
		restart("musubito.fingerprint.code=reachable");
		assertThat(new Writer(musubito(), "warm", "a").write()).isEqualTo("x warm");
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ExecutorService executor() {
			return Executors.newSingleThreadExecutor();
		}

	}

	record Tone(String name) {

	}

	static class Writer {

		private final Musubito musubito;

		private String tone;

		private final String unread;

		Writer(Musubito musubito, String tone, String unread) {
			this.musubito = musubito;
			this.tone = tone;
			this.unread = unread;
		}

		String write() {
			return this.musubito.step(SPEC, () -> {
				EXECUTED.incrementAndGet();
				return "x " + this.tone;
			}).value();
		}

		String unread() {
			return this.unread;
		}

	}

	static class Service {

		private final UnaryOperator<String> function;

		Service(UnaryOperator<String> function) {
			this.function = function;
		}

		String call(String text) {
			EXECUTED.incrementAndGet();
			return this.function.apply(text);
		}

	}

	static class Loud extends Service {

		Loud(UnaryOperator<String> function) {
			super(function);
		}

		@Override
		String call(String text) {
			return super.call(text) + "!";
		}

	}

	static class Submitting {

		private final Musubito musubito;

		private final ExecutorService executor;

		Submitting(Musubito musubito, ExecutorService executor) {
			this.musubito = musubito;
			this.executor = executor;
		}

		String call() throws Exception {
			return this.musubito.step(SPEC, () -> {
				EXECUTED.incrementAndGet();
				Callable<String> work = () -> "x";
				return this.executor.submit(work).get();
			}).value();
		}

	}

}
