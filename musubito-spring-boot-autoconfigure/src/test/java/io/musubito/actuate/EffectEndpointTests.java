package io.musubito.actuate;

import java.nio.file.Path;

import io.musubito.EffectInDoubtException;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Effects in doubt are resolved over the endpoint.
 */
class EffectEndpointTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoEndpoint endpoint;

	private Mailer mailer;

	private String nodeId;

	@BeforeEach
	void bringIntoDoubt() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.endpoint = TestEndpoint.of(this.context);
		this.mailer = this.context.getBean(Mailer.class);
		assertThatIllegalStateException().isThrownBy(() -> this.mailer.send("ann"));
		this.nodeId = catchThrowableOfType(EffectInDoubtException.class, () -> this.mailer.send("ann")).nodeId();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void resolvesWithAValueAndShowsByWhom() {
		assertThat(resolve(this.nodeId, "true", "{\"number\": 7}").getStatus()).isEqualTo(200);
		assertThat(this.mailer.send("ann")).isEqualTo(new Receipt(7));
		NodeDetailsDescriptor node = (NodeDetailsDescriptor) EndpointReads.json(this.endpoint, "nodes", this.nodeId)
			.getBody();
		assertThat(node.effect().resolution()).isEqualTo("HAPPENED");
		assertThat(node.effect().resolvedBy()).isEqualTo("unknown caller of the endpoint");
		assertThat(node.effect().resolvedAt()).isNotNull();
		assertThat(node.effect().error()).as("values are not shown").isNull();
	}

	@Test
	void resolvesAsNotHappened() {
		assertThat(resolve(this.nodeId, "false", null).getStatus()).isEqualTo(200);
		this.mailer.works();
		assertThat(this.mailer.send("ann")).isEqualTo(new Receipt(2));
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThat(resolve("0000", "true", "{}").getStatus()).isEqualTo(404);
		assertThat(error(resolve(this.nodeId, null, null))).contains("'happened' is missing");
		assertThat(error(resolve(this.nodeId, "maybe", null))).contains("'happened' must be true or false");
		assertThat(error(resolve(this.nodeId, "true", null))).contains("the value is missing");
		assertThat(error(resolve(this.nodeId, "true", "[1"))).contains("none that its method could have returned");
		resolve(this.nodeId, "false", null);
		assertThat(error(resolve(this.nodeId, "false", null))).contains("not in doubt");
	}

	private WebEndpointResponse<Object> resolve(String id, @Nullable String happened, @Nullable String value) {
		return this.endpoint.write(SecurityContext.NONE, "resolve", happened, value, null, null, null, null, "nodes",
				id);
	}

	private static String error(WebEndpointResponse<Object> response) {
		assertThat(response.getStatus()).isEqualTo(400);
		return ((MusubitoEndpoint.Refusal) response.getBody()).error();
	}

	record Receipt(int number) {

	}

	static class Mailer {

		private boolean working;

		void works() {
			this.working = true;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		Receipt send(String recipient) {
			if (!this.working) {
				throw new IllegalStateException("timeout");
			}
			return new Receipt(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Mailer mailer() {
			return new Mailer();
		}

	}

}
