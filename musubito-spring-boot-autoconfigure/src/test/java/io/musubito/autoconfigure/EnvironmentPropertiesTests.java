package io.musubito.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.identity.ApplicationProperties.Selection;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentPropertiesTests {

	private final Map<String, Object> file = new LinkedHashMap<>();

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private final StandardEnvironment environment = new StandardEnvironment();

	EnvironmentPropertiesTests() {
		this.environment.getPropertySources().addLast(new MapPropertySource("file", this.file));
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables-systemEnvironment", this.variables));
		RandomValuePropertySource.addToEnvironment(this.environment);
		ConfigurationPropertySources.attach(this.environment);
	}

	private Selection at(String key) {
		return new EnvironmentProperties(this.environment, null).at(key);
	}

	@Test
	void listsAndMapsCountWithAllThatIsInThem() {
		this.file.put("app.rules[0]", "short");
		this.file.put("app.rules[1]", "polite");
		this.file.put("app.prompts.greeting", "Hello");
		this.file.put("app.prompts.farewell.formal", "Goodbye");
		this.file.put("app.rules-of-others", "x");
		assertThat(at("app.rules").values()).containsOnlyKeys("[0]", "[1]").containsEntry("[1]", "polite");
		assertThat(at("app.prompts").values()).containsOnlyKeys("greeting", "farewell.formal");
		assertThat(at("app").values()).hasSize(5);
	}

	@Test
	void anEntryThatIsAddedOrRemovedIsSeen() {
		this.file.put("app.rules[0]", "short");
		Selection rules = at("app.rules");
		assertThat(rules.values()).hasSize(1);
		this.file.put("app.rules[1]", "polite");
		assertThat(rules.values()).hasSize(2);
		this.file.remove("app.rules[0]");
		assertThat(rules.values()).containsOnlyKeys("[1]");
		this.environment.getPropertySources().addFirst(new MapPropertySource("more", Map.of("app.rules[2]", "kind")));
		assertThat(rules.values()).containsOnlyKeys("[1]", "[2]");
	}

	@Test
	void aKeyIsFoundInEachForm() {
		this.file.put("app.max-tokens", 100);
		assertThat(at("app.maxTokens").values()).containsValue("100");
		assertThat(at("app.max_tokens").values()).containsValue("100");
		this.file.clear();
		this.file.put("app.maxTokens", 200);
		assertThat(at("app.max-tokens").values()).containsValue("200");
		assertThat(at("APP.MAXTOKENS").values()).containsValue("200");
	}

	@Test
	void theKeyAsItIsWrittenCountsToo() {
		this.file.put("app.maxTokens", 200);
		Map<String, String> before = at("app.maxTokens").values();
		this.file.clear();
		this.file.put("app.max-tokens", 200);
		assertThat(at("app.maxTokens").values()).as("@Value(\"${app.maxTokens:100}\") sees the default now")
			.isNotEqualTo(before);
	}

	@Test
	void variablesOfTheEnvironmentCount() {
		this.file.put("app.max-tokens", 100);
		this.variables.put("APP_MAXTOKENS", "300");
		assertThat(at("app.max-tokens").values()).containsValue("300").doesNotContainValue("100");
		this.variables.clear();
		this.variables.put("APP_MAX_TOKENS", "400");
		assertThat(at("app.max-tokens").values()).containsValue("400");
		this.variables.put("APP_RULES_0_", "short");
		this.variables.put("APP_PROMPTS_GREETING", "Hello");
		assertThat(at("app.rules").values()).containsEntry("[0]", "short");
		assertThat(at("app.prompts").values()).containsEntry("greeting", "Hello");
		this.file.put("app.prompts.greeting", "Good day");
		assertThat(at("app.prompts").values()).containsEntry("greeting", "Hello").hasSize(1);
	}

	@Test
	void placeholdersAreResolved() {
		this.file.put("app.prompts.greeting", "Hello ${app.name}");
		this.file.put("app.name", "Ann");
		assertThat(at("app.prompts").values()).containsEntry("greeting", "Hello Ann");
		this.file.put("app.name", "Bob");
		assertThat(at("app.prompts").values()).containsEntry("greeting", "Hello Bob");
	}

	@Test
	void whatIsNotSetIsMissingUnlessItMayBe() {
		this.file.put("app.prompts.greeting", "Hello");
		assertThat(at("app.prompt").missing()).containsOnlyKeys("app.prompt")
			.hasEntrySatisfying("app.prompt", (hint) -> assertThat(hint).contains("'app.prompts'"));
		assertThat(at("app.prompt?").missing()).isEmpty();
		assertThat(at("app.prompt?").values()).isEmpty();
		assertThat(at("app.prompts").missing()).isEmpty();
		assertThat(at("app.prompts?").values()).hasSize(1);
	}

	@Test
	void anEmptyValueIsSet() {
		this.file.put("app.rules", "");
		assertThat(at("app.rules").missing()).isEmpty();
		assertThat(at("app.rules").values()).containsValue("");
	}

	@Test
	void randomValuesAreUnsteady() {
		this.file.put("app.seed", "${random.int(2)}");
		this.file.put("app.nested.seed", "seed ${app.seed}");
		this.file.put("app.tone", "${app.mood}");
		this.file.put("app.mood", "kind");
		assertThat(at("app.seed").findUnsteady()).isEqualTo("app.seed");
		assertThat(at("app.nested").findUnsteady()).isEqualTo("app.nested");
		assertThat(at("random.uuid").findUnsteady()).isEqualTo("random.uuid");
		assertThat(at("app.tone").findUnsteady()).isEmpty();
	}

}
