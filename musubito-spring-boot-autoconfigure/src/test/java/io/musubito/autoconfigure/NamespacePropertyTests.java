package io.musubito.autoconfigure;

import java.nio.file.Path;

import io.musubito.MusubitoStep;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code musubito.namespace} may be.
 */
class NamespacePropertyTests {

	private static final String LONGEST = "a123456789.123456789_123456789-123456789A123456789Z1234567890123";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "Team-1_b.c", LONGEST })
	void isTakenAsItIs(String namespace) {
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("musubito.namespace=" + namespace)
			.run((context) -> assertThat(context.getBean(Store.class).namespace()).isEqualTo(namespace));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a'b", "a/b", "a:b", "ä", "a;--", LONGEST + "4" })
	void isRefusedWithWhatIsAllowed(String namespace) {
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("musubito.namespace=" + namespace)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("musubito.namespace is '" + namespace + "'")
				.hasMessageContaining(
						"at most 64 of the letters a to z and A to Z, digits, '.', '_' and '-', or leave"));
	}

	static class Steps {

		@MusubitoStep(name = "draft")
		String draft(String text) {
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Steps.class)
	static class Application {

	}

}
