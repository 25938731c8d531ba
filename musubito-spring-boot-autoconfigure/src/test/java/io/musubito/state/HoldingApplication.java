package io.musubito.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.musubito.MusubitoStep;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose step reads one object that its bean holds: of the kind
 * {@code app.kind}, made from the text {@code app.tone}.
 */
@Configuration(proxyBeanMethods = false)
class HoldingApplication extends StateEngine.Values {

	private static final Map<String, Function<String, StateEngine.Asked>> WRITERS = new ConcurrentHashMap<>();

	/**
	 * Adds a kind.
	 * @param name its name
	 * @param writer makes the bean from a text
	 */
	static void kind(String name, Function<String, StateEngine.Asked> writer) {
		WRITERS.put(name, writer);
	}

	@Bean
	StateEngine.Asked writer(@Value("${app.kind}") String kind, @Value("${app.tone}") String tone) {
		return WRITERS.get(kind).apply(tone);
	}

	static class Writer<T> implements StateEngine.Asked {

		private final T held;

		private final Function<T, String> read;

		Writer(T held, Function<T, String> read) {
			this.held = held;
			this.read = read;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			StateEngine.EXECUTIONS.incrementAndGet();
			return this.read.apply(this.held) + question;
		}

	}

}
