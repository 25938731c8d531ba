package io.musubito.state;

import java.security.SecureRandom;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import io.musubito.MusubitoStep;
import io.musubito.step.StepRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of fields that beans of many applications have.
 */
class CommonFieldsTests extends StateEngine {

	private static final Map<String, String> TABLE = new TreeMap<>();

	static {
		TABLE.put("clock", "counts");
		TABLE.put("comparator", "counts");
		TABLE.put("counter", "listed");
		TABLE.put("date", "counts");
		TABLE.put("executor", "harmless");
		TABLE.put("jackson2", "listed");
		TABLE.put("jackson3", "counts");
		TABLE.put("local", "harmless");
		TABLE.put("lock", "harmless");
		TABLE.put("logger", "harmless");
		TABLE.put("number", "listed");
		TABLE.put("pattern", "counts");
		TABLE.put("random", "listed");
		TABLE.put("restClient", "listed");
		TABLE.put("secureRandom", "listed");
	}

	@Test
	void countOrAreListedOrAreHarmless() {
		start(Config.class);
		SortedSet<String> listed = boundary("ask").state();
		Set<String> counting = context().getBean(StepRegistry.class).components("ask").keySet();
		Map<String, String> found = new TreeMap<>();
		Arrays.stream(Common.class.getDeclaredFields()).forEach((field) -> {
			String name = Common.class.getName() + "." + field.getName();
			boolean isListed = listed.stream().anyMatch((entry) -> entry.startsWith(name + " "));
			found.put(field.getName(),
					(isListed) ? "listed" : counting.contains("state " + name) ? "counts" : "harmless");
		});
		assertThat(found).isEqualTo(TABLE);
	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

		@Bean
		Common common() {
			return new Common(RestClient.builder());
		}

	}

	static class Common implements Asked {

		private static final Logger logger = LoggerFactory.getLogger(Common.class);

		private static final ThreadLocal<String> local = new ThreadLocal<>();

		private static final Comparator<String> comparator = Comparator.comparing(String::length)
			.thenComparing(String::strip);

		private final Clock clock = Clock.systemUTC();

		private final AtomicLong counter = new AtomicLong();

		private final DateTimeFormatter date = DateTimeFormatter.ofPattern("yyyy", Locale.ROOT);

		private final Executor executor = Executors.newSingleThreadExecutor();

		private final com.fasterxml.jackson.databind.ObjectMapper jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();

		private final JsonMapper jackson3 = JsonMapper.builder()
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.build();

		private final ReentrantLock lock = new ReentrantLock();

		private final NumberFormat number = NumberFormat.getInstance(Locale.ROOT);

		private final Pattern pattern = Pattern.compile("a+");

		private final Random random = new Random();

		private final SecureRandom secureRandom = new SecureRandom();

		private final RestClient restClient;

		Common(RestClient.Builder builder) {
			this.restClient = builder.baseUrl("http://localhost").build();
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			logger.debug("{} {}", question, this.counter.incrementAndGet());
			this.lock.lock();
			this.executor.execute(() -> {
			});
			return List
				.of(comparator, this.clock, this.date, this.jackson2, this.jackson3, this.number, this.pattern,
						this.random, this.secureRandom, this.restClient)
				.size() + local.get() + question;
		}

	}

}
