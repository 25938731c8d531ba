package io.musubito.benchmark;

import java.util.List;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Replays against what people use where nothing has to outlive the process: hits of
 * {@code @Cacheable} on Caffeine, through the proxy of a bean too.
 */
final class CachedReplays {

	private static final int NODES = 1_000;

	private static final int CALLS = 5_000;

	private static final int TURNS = 60;

	private CachedReplays() {
	}

	static List<Row> measure(Scale scale) throws Exception {
		try (Scratch scratch = new Scratch();
				DraftApplication application = new DraftApplication(scratch.folder()).draftAll(NODES);
				AnnotationConfigApplicationContext cached = new AnnotationConfigApplicationContext(
						CachedConfiguration.class)) {
			CachedWriter writer = cached.getBean(CachedWriter.class);
			for (int topic = 0; topic < NODES; topic++) {
				writer.draft(topic);
			}
			Order order = new Order(NODES);
			return List.of(Turns
				.measure(scale.turns(TURNS), Turns.each(CALLS, application.replay(0)),
						Turns.each(CALLS, () -> writer.draft(order.next())))
				.time("replay of 1 KB, %,d nodes ÷ hit of `@Cacheable` on Caffeine".formatted(NODES), Target.NONE));
		}
	}

	public static class CachedWriter {

		@Cacheable("drafts")
		public String draft(int topic) {
			return Texts.kilobyte(topic);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	static class CachedConfiguration {

		@Bean
		CachedWriter writer() {
			return new CachedWriter();
		}

		@Bean
		CacheManager cacheManager() {
			return new CaffeineCacheManager("drafts");
		}

	}

}
