package io.musubito.aop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Type variables of generic classes and interfaces stand for what the class of the bean
 * says, or the declaration of the bean.
 */
class GenericStepTests {

	private static final AtomicInteger EXECUTED = new AtomicInteger();

	@TempDir
	Path directory;

	static Stream<Class<?>> beans() {
		return Stream.of(OfItems.class, OfItem.class, OverTwoLevels.class, OfArrays.class, OfMap.class,
				ByInterface.class, ByDefault.class, Bounded.class, BoundByItself.class, DeclaredByMethod.class,
				DeclaredByMethodAsInterface.class);
	}

	@ParameterizedTest
	@MethodSource("beans")
	void resolvesTypeVariables(Class<?> type) {
		EXECUTED.set(0);
		Object cold = call(type);
		Object warm = call(type);
		assertThat(EXECUTED).hasValue(1);
		assertThat(warm).usingRecursiveComparison().isEqualTo(cold);
	}

	private Object call(Class<?> type) {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(type)) {
			return context.getBean(Called.class).call();
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void resolvesTypeVariablesInEveryFormOfAResult(Form form) {
		EXECUTED.set(0);
		List<Item> items = List.of(new Item("a", 1), new Item("b", 2));
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext context = Engine.in(this.directory).start(OfForms.class)) {
				assertThat(form.call(context.getBean(OfForms.class), items)).isEqualTo(items);
			}
		}
		assertThat(EXECUTED).hasValue(1);
	}

	static Stream<Form> forms() {
		return Stream.of((steps, items) -> steps.future(items).join(), (steps, items) -> steps.mono(items).block(),
				(steps, items) -> steps.flux(items).collectList().block().get(0),
				(steps, items) -> steps.optional(items).orElseThrow(), (steps, items) -> steps.result(items).value(),
				(steps, items) -> steps.map(items).get("x").get(0), (steps, items) -> steps.array(items)[0],
				(steps, items) -> steps.deep(items).join().get("x").orElseThrow(),
				(steps, items) -> steps.wildcard(items).get(0));
	}

	@Test
	void refusesAVariableOfWhichNobodyKnowsTheType() {
		Engine.in(this.directory)
			.runner(Unknown.class)
			.run((context) -> assertThat(StartupFailure.description(context)).contains("Base#step")
				.contains("type variable O of class io.musubito.aop.GenericStepTests$Base")
				.contains("'class One extends Base<…, …>'"));
	}

	@FunctionalInterface
	interface Form {

		Object call(Forms<List<Item>> steps, List<Item> items);

	}

	interface Called {

		Object call();

	}

	record Item(String name, int number) {

	}

	static class Base<I, O> {

		@MusubitoStep
		O step(I in) {
			EXECUTED.incrementAndGet();
			return answer(in);
		}

		@SuppressWarnings("unchecked")
		O answer(I in) {
			return (O) in;
		}

	}

	static class OfItems extends Base<String, List<Item>> {

		@Override
		List<Item> answer(String in) {
			return List.of(new Item(in, 1));
		}

		@Bean
		Called called(OfItems items) {
			return () -> items.step("x");
		}

	}

	static class OfItem extends Base<List<Item>, Item> {

		@Override
		Item answer(List<Item> in) {
			return in.get(0);
		}

		@Bean
		Called called(OfItem item) {
			return () -> item.step(List.of(new Item("a", 1)));
		}

	}

	static class Middle<V> extends Base<V, Map<String, List<V>>> {

		@Override
		Map<String, List<V>> answer(V in) {
			return Map.of("x", List.of(in));
		}

	}

	static class OverTwoLevels extends Middle<Item> {

		@Bean
		Called called(OverTwoLevels bean) {
			return () -> bean.step(new Item("a", 1)).get("x").get(0).name();
		}

	}

	static class OfArrays extends Base<Item[], List<Item>[]> {

		@Override
		@SuppressWarnings("unchecked")
		List<Item>[] answer(Item[] in) {
			return new List[] { List.of(in) };
		}

		@Bean
		Called called(OfArrays bean) {
			return () -> bean.step(new Item[] { new Item("a", 1) })[0].get(0).name();
		}

	}

	static class OfMap extends Base<Map<String, Item>, Map<String, Map<Integer, List<Item>>>> {

		@Override
		Map<String, Map<Integer, List<Item>>> answer(Map<String, Item> in) {
			return Map.of("x", Map.of(1, List.copyOf(in.values())));
		}

		@Bean
		Called called(OfMap bean) {
			return () -> bean.step(Map.of("a", new Item("a", 1))).get("x").get(1).get(0).name();
		}

	}

	interface Contract<I, O> {

		@MusubitoStep
		List<O> step(I in);

	}

	static class ByInterface implements Contract<Item, Item> {

		@Override
		public List<Item> step(Item in) {
			EXECUTED.incrementAndGet();
			return List.of(in);
		}

		@Bean
		Called called(ByInterface bean) {
			return () -> bean.step(new Item("a", 1)).get(0).name();
		}

	}

	interface WithDefault<T> {

		@MusubitoStep
		default Map<String, T> step(T in) {
			EXECUTED.incrementAndGet();
			return Map.of("x", in);
		}

	}

	interface Narrower<E> extends WithDefault<List<E>> {

	}

	static class ByDefault implements Narrower<Item> {

		@Bean
		Called called(ByDefault bean) {
			return () -> bean.step(List.of(new Item("a", 1))).get("x").get(0).name();
		}

	}

	static class Bound<T extends Comparable<T>, L extends List<? extends T>> {

		@MusubitoStep
		L step(T in, L all) {
			EXECUTED.incrementAndGet();
			return all;
		}

	}

	static class Bounded extends Bound<Integer, List<Integer>> {

		@Bean
		Called called(Bounded bean) {
			return () -> bean.step(1, List.of(1, 2));
		}

	}

	interface Tree<T extends Tree<T>> {

	}

	record Leaf(String name) implements Tree<Leaf> {

	}

	static class Trees<T extends Tree<T>> {

		@MusubitoStep
		List<T> step(T in) {
			EXECUTED.incrementAndGet();
			return List.of(in);
		}

	}

	static class BoundByItself extends Trees<Leaf> {

		@Bean
		Called called(BoundByItself bean) {
			return () -> bean.step(new Leaf("a")).get(0).name();
		}

	}

	static class Forms<T> {

		@MusubitoStep
		CompletableFuture<T> future(T in) {
			EXECUTED.incrementAndGet();
			return CompletableFuture.completedFuture(in);
		}

		@MusubitoStep
		Mono<T> mono(T in) {
			return Mono.fromSupplier(() -> {
				EXECUTED.incrementAndGet();
				return in;
			});
		}

		@MusubitoStep
		Flux<T> flux(T in) {
			return mono(in).flux();
		}

		@MusubitoStep
		Optional<T> optional(T in) {
			EXECUTED.incrementAndGet();
			return Optional.of(in);
		}

		@MusubitoStep
		MusubitoResult<T> result(T in) {
			EXECUTED.incrementAndGet();
			return MusubitoResult.of(in);
		}

		@MusubitoStep
		Map<String, List<T>> map(T in) {
			EXECUTED.incrementAndGet();
			return Map.of("x", List.of(in));
		}

		@MusubitoStep
		@SuppressWarnings("unchecked")
		T[] array(T in) {
			EXECUTED.incrementAndGet();
			return (T[]) new List<?>[] { (List<?>) in };
		}

		@MusubitoStep
		CompletableFuture<Map<String, Optional<T>>> deep(T in) {
			EXECUTED.incrementAndGet();
			return CompletableFuture.completedFuture(Map.of("x", Optional.of(in)));
		}

		@MusubitoStep
		List<? extends T> wildcard(T in) {
			EXECUTED.incrementAndGet();
			return List.of(in);
		}

	}

	static class OfForms extends Forms<List<Item>> {

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByMethod {

		@Bean
		Base<Item, List<Item>> base() {
			return new Base<>() {

				@Override
				List<Item> answer(Item in) {
					return List.of(in);
				}

			};
		}

		@Bean
		Called called(Base<Item, List<Item>> base) {
			return () -> base.step(new Item("a", 1)).get(0).name();
		}

	}

	static class Same<T> implements Contract<T, T> {

		@Override
		public List<T> step(T in) {
			EXECUTED.incrementAndGet();
			return List.of(in);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByMethodAsInterface {

		@Bean
		Contract<Item, Item> base() {
			return new Same<>();
		}

		@Bean
		Called called(Contract<Item, Item> base) {
			return () -> base.step(new Item("a", 1)).get(0).name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unknown {

		@Bean
		Base<?, ?> base() {
			return new Base<>();
		}

	}

}
