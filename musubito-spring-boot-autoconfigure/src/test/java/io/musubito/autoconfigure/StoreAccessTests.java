package io.musubito.autoconfigure;

import java.nio.file.Path;

import io.musubito.MusubitoStep;
import io.musubito.store.RetentionSchedule;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code musubito.store.access} can be together with other properties.
 */
class StoreAccessTests {

	@TempDir
	Path directory;

	private ApplicationContextRunner runner() {
		return Engine.in(this.directory).runner(Application.class);
	}

	@Test
	void anotherValueFailsTheStart() {
		runner().withPropertyValues("musubito.store.access=readable")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("No enum constant")
				.hasMessageContaining("StoreAccess.readable"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					read-only  | musubito.store.import-from=facts.jsonl | musubito.store.import-from is 'facts.jsonl'  | Leave it out, or import it
					read-only  | musubito.store.type=memory             | a store in memory has nothing                | Leave musubito.store.access out
					write-only | musubito.mode=replay-only              | might neither be replayed nor executed       | Leave one of the two out
					""")
	void whatContradictsItFailsTheStart(String access, String other, String reason, String remedy) {
		runner().withPropertyValues("musubito.store.access=" + access, other)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("musubito.store.access is " + access)
				.hasMessageContaining(reason)
				.hasMessageContaining(remedy));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aStoreThatIsSwitchedOffContradictsNothing() {
		runner()
			.withPropertyValues("musubito.enabled=false", "musubito.store.access=read-only",
					"musubito.store.import-from=facts.jsonl")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aFileThatThereIsNotIsAnEmptyStoreAndStaysAway() {
		runner().withPropertyValues("musubito.store.access=read-only").run((context) -> {
			assertThat(context.getBean(Writer.class).draft("a")).isEqualTo("draft of a");
			assertThat(context.getBean(Store.class).lineage().summary().nodes()).isZero();
		});
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void limitsOfRetentionAreLeftToWhoWrites() {
		ApplicationContextRunner limited = runner().withPropertyValues("musubito.retention.keep-runs=5");
		limited.withPropertyValues("musubito.store.access=read-only")
			.run((context) -> assertThat(context.getBean(RetentionSchedule.class).isRunning()).isFalse());
		limited.run((context) -> assertThat(context.getBean(RetentionSchedule.class).isRunning()).isTrue());
	}

	static class Writer {

		@MusubitoStep(name = "draft")
		String draft(String question) {
			return "draft of " + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
