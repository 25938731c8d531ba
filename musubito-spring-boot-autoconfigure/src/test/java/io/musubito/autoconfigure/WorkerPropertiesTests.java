package io.musubito.autoconfigure;

import java.nio.file.Path;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import io.musubito.work.WorkDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code musubito.workers} may say, and when it has no effect.
 */
class WorkerPropertiesTests {

	private static final String ENGINE = "musubito.workers.engine=db-scheduler";

	@TempDir
	Path directory;

	private ApplicationContextRunner runner() {
		return Engine.in(this.directory).runner(Application.class);
	}

	@Test
	void nothingIsCarriedUnlessThatIsAskedFor() {
		runner().run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkDispatcher.class));
	}

	@Test
	void withoutTheLibraryNothingOfItIsLoaded() {
		runner().withClassLoader(new FilteredClassLoader(Scheduler.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkDispatcher.class));
	}

	@Test
	void withTheLibraryAndTheEngineItIsCarried() {
		runner().withPropertyValues(ENGINE)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WorkDispatcher.class));
	}

	@Test
	void anEngineWithoutItsLibraryIsRefused() {
		runner().withPropertyValues(ENGINE)
			.withClassLoader(new FilteredClassLoader(Scheduler.class.getPackageName()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("musubito.workers.engine is db-scheduler")
				.hasMessageContaining("Add com.github.kagkarlsson:db-scheduler"));
	}

	@ParameterizedTest
	@CsvSource({ "effects=true, never by other processes", "concurrency=-1, 0 if this process only sends",
			"patience=0s, Set it to more than 0", "patience=-1s, Set it to more than 0",
			"queue=a b, can't be the name of a queue", "queue=, can't be the name of a queue",
			"queue=a'b, can't be the name of a queue" })
	void whatCanNotBeMeantIsRefused(String property, String reason) {
		runner().withPropertyValues("musubito.workers." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("musubito.workers." + property.substring(0, property.indexOf('=')))
				.hasMessageContaining(reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "musubito.store.type=memory", "musubito.store.access=read-only",
			"musubito.store.access=write-only", "musubito.enabled=false" })
	void whereOthersDoNotSeeTheStoreNothingIsCarried(String property) {
		runner().withPropertyValues(ENGINE, property)
			.run((context) -> assertThat(context.getBeanProvider(WorkDispatcher.class).getIfAvailable()).isNull());
	}

	// Public, as its proxy is loaded by another class loader
	public static class Steps {

		@MusubitoStep(name = "draft")
		public String draft(String text) {
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Steps.class)
	static class Application {

	}

}
