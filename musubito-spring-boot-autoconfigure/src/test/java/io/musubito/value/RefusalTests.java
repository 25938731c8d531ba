package io.musubito.value;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.FileUrlResource;
import org.springframework.core.io.InputStreamResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefusalTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder(
			(type) -> type.getName().startsWith(RefusalTests.class.getName()));

	static Stream<Object> valuesWithoutContent() throws java.io.IOException {
		Supplier<String> lambda = () -> "a";
		return Stream.of(new Object(), lambda, Stream.of(1), new ByteArrayInputStream(new byte[1]),
				new StringReader("a"), List.of(1).iterator(), Thread.currentThread(), new ThreadLocal<>(),
				new ReentrantLock(), ForkJoinPool.commonPool(), CompletableFuture.completedFuture(1), new File("a"),
				Path.of("a"), RefusalTests.class.getClassLoader(), Mono.just(1), Flux.just(1),
				new InputStreamResource(InputStream.nullInputStream()), new FileSystemResource("/does/not/exist"),
				new FileSystemResource("target/"), new FileUrlResource("target"),
				Proxy.newProxyInstance(RefusalTests.class.getClassLoader(), new Class<?>[] { Runnable.class },
						(proxy, method, arguments) -> null),
				new Object() {
					@Override
					public String toString() {
						return "anonymous";
					}
				}, new Cached(), new Failure("a"), new AtomicReference<>(new Object()), new Properties(defaults()),
				new RuntimeException("a"), java.util.Calendar.getInstance());
	}

	private static Properties defaults() {
		Properties defaults = new Properties();
		defaults.setProperty("a", "b");
		return defaults;
	}

	@ParameterizedTest
	@MethodSource("valuesWithoutContent")
	void refusesWhatHasNoContent(Object value) {
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.hash(value, Object.class))
			.satisfies((ex) -> {
				assertThat(ex.path()).isEqualTo("$");
				assertThat(ex.reason()).isNotBlank();
				assertThat(ex.getMessage()).contains(ex.type(), ex.reason());
			});
	}

	@Test
	void namesPathAndClass() {
		assertRefused(new Envelope(List.of(new Envelope(null), new Envelope(new StringReader("a")))),
				"$.content[1].content", StringReader.class);
		assertRefused(Map.of("secret", List.of(new Object())), "$[*][0]", Object.class);
		assertRefused(Map.of(new Object(), "a"), "$[*]~", Object.class);
		assertRefused(Optional.of(new Object()), "$", Object.class);
		assertRefused(new Object[] { 1, new Object() }, "$[1]", Object.class);
	}

	@Test
	void showsNothingOfTheValue() {
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.hash(Map.of("secret", List.of("secret", new Object())), Object.class))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void refusesCycles() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertRefused(list, "$[0]", ArrayList.class);
		Map<String, Object> map = new HashMap<>();
		map.put("self", new Envelope(map));
		assertRefused(map, "$[*].content", HashMap.class);
		Node node = new Node();
		node.next = new Node();
		node.next.next = node;
		assertRefused(node, "$.next.next", Node.class);
	}

	@Test
	void refusesDeepNestingWithoutOverflow() {
		Object deep = "end";
		for (int i = 0; i < 1000; i++) {
			deep = (i % 2 == 0) ? List.of(deep) : new Envelope(deep);
		}
		Object value = deep;
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.hash(value, Object.class))
			.withMessageContaining("256");
	}

	@Test
	void acceptsNestingUpToTheLimit() {
		Object deep = "end";
		for (int i = 0; i < 256; i++) {
			deep = List.of(deep);
		}
		Object value = deep;
		assertThat(this.encoder.hash(value, Object.class)).hasSize(64);
	}

	@Test
	void readsNothingOfAnOpenResource() {
		InputStream stream = new ByteArrayInputStream(new byte[] { 1 });
		assertRefused(new InputStreamResource(stream), "$", InputStreamResource.class);
		assertThat(stream).hasBinaryContent(new byte[] { 1 });
		assertThat(this.encoder.hash(new ByteArrayResource(new byte[] { 1 }), Object.class)).hasSize(64);
	}

	private void assertRefused(Object value, String path, Class<?> type) {
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.hash(value, Object.class))
			.satisfies((ex) -> {
				assertThat(ex.path()).isEqualTo(path);
				assertThat(ex.type()).isEqualTo(type.getName());
			});
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.json(value, Object.class));
	}

	record Envelope(Object content) {

	}

	static class Node {

		Node next;

	}

	static class Cached {

		private transient String cache = "a";

		String cache() {
			return this.cache;
		}

	}

	static class Failure extends RuntimeException {

		private final int code = 1;

		Failure(String message) {
			super(message);
		}

		int code() {
			return this.code;
		}

	}

}
