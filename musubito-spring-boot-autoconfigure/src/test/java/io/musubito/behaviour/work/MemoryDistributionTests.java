package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.Engine;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What holds of distributed fan-outs where hints are carried in memory.
 */
class MemoryDistributionTests extends AbstractDistributionTests {

	@TempDir
	Path directory;

	private final WorkBus bus = new WorkBus();

	@BeforeEach
	void begin() {
		WorkBus.current = this.bus;
	}

	@AfterEach
	void end() {
		this.bus.close();
	}

	@Override
	ConfigurableApplicationContext start(Class<?> configuration, int concurrency, String... properties) {
		Class<?> carried = (configuration == Application.class) ? Carried.class : FaultyCarried.class;
		ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(carried, Stream.of(properties).toArray(String[]::new));
		this.bus.work(context.getBean(WorkHandler.class), concurrency);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Carried {

		@Bean
		WorkDispatcher workDispatcher() {
			return WorkBus.current;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FaultyApplication.class, Carried.class })
	static class FaultyCarried {

	}

}
