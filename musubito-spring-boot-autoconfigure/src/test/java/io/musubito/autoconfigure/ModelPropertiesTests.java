package io.musubito.autoconfigure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "spring.ai.openai.chat.model", "spring.ai.openai.chat.temperature",
			"spring.ai.openai.chat.max-tokens", "spring.ai.openai.chat.max-completion-tokens",
			"spring.ai.openai.chat.custom-headers.x-experiment", "spring.ai.openai.chat.stop[0]",
			"spring.ai.model.chat", "spring.ai.anthropic.chat.some-option-of-next-year",
			"spring.ai.openai.embedding.model", "spring.ai.vectorstore.pgvector.table-name",
			"spring.ai.vectorstore.qdrant.collection-name", "spring.ai.vectorstore.qdrant.host",
			"spring.ai.vectorstore.azure.default-similarity-threshold", "spring.ai.vectorstore.type",
			"spring.ai.mcp.client.sse.connections.search.url", "spring.ai.chat.memory.repository.cassandra.keyspace" })
	void modelsAndOptionsCount(String key) {
		assertThat(find(key)).containsExactly(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.ai.openai.api-key", "spring.ai.openai.chat.api-key", "spring.ai.openai.base-url",
			"spring.ai.openai.timeout", "spring.ai.openai.chat.read-timeout", "spring.ai.openai.max-retries",
			"spring.ai.bedrock.aws.secret-key", "spring.ai.bedrock.aws.session-token", "spring.ai.retry.max-attempts",
			"spring.ai.chat.observations.log-prompt", "spring.ai.vectorstore.qdrant.api-key",
			"spring.ai.vectorstore.pgvector.initialize-schema", "spring.ai.mcp.client.request-timeout",
			"spring.ai.mcp.client.stdio.connections.search.env.TOKEN", "spring.ai.mcp.server.name",
			"spring.datasource.url", "logging.level.org.springframework.ai" })
	void credentialsAddressesAndTimeoutsDont(String key) {
		assertThat(find(key)).isEmpty();
	}

	@Test
	void environmentVariablesCountToo() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SPRING_AI_OPENAI_CHAT_MODEL", "m", "SPRING_AI_OPENAI_API_KEY", "k")));
		assertThat(new EnvironmentProperties(environment, null).ofModels().values().keySet())
			.containsExactly("spring.ai.openai.chat.model");
	}

	@Test
	void keysAndPrefixesTakeThePlaceOfTheDefault() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("spring.ai.openai.chat.model", "m", "acme.model.name", "n", "acme.model.depth", 2)));
		assertThat(new EnvironmentProperties(environment, List.of("acme.model.", "acme.tone?")).ofModels().values())
			.containsOnlyKeys("acme.model.depth", "acme.model.name");
	}

	private static Iterable<String> find(String key) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(key, "value")));
		return new EnvironmentProperties(environment, null).ofModels().values().keySet();
	}

}
