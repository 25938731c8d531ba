package io.musubito.identity;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may be read of properties.
 */
class SecretsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			spring.ai.openai.chat.model | gpt-4o
			spring.ai.openai.chat.model | gpt-4o-mini-2024-07-18
			spring.ai.openai.chat.model | ft:gpt-4o-mini-2024-07-18:acme
			spring.ai.anthropic.chat.options.model | claude-3-5-sonnet-20241022
			spring.ai.bedrock.model | anthropic.claude-3-5-sonnet-20241022-v2:0
			spring.ai.ollama.chat.model | llama3.1:70b-instruct-q4_K_M
			spring.ai.ollama.chat.model | deepseek-r1-distill-qwen-32b
			spring.ai.openai.chat.temperature | 0.7
			spring.ai.openai.chat.max-tokens | 4096
			spring.ai.openai.chat.maxTokens | 500
			spring.ai.openai.chat.max-completion-tokens | 1000
			spring.ai.openai.chat.top-p | 0.95
			spring.ai.openai.chat.stream-usage | true
			spring.ai.openai.chat.seed | 123456789
			spring.ai.openai.chat.stop | END,STOP
			spring.ai.openai.chat.reasoning-effort | high
			app.draft.tone | friendly and short
			app.keyword | backup
			app.tokenizer | cl100k_base
			app.monkeys | three
			app.author | Ada
			app.prompt | You answer questions of customers of Tidemark, a backup service.
			app.rules | com.acme.rules.VeryStrictRulesForInvoices
			app.address | https://rules.example.org/v2/invoices
			""")
	void showsWhatNobodyHides(String key, String value) {
		assertThat(ClearText.of(key, value)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			app.password | friendly
			app.db-password | friendly
			app.dbPassword | friendly
			APP_DBPASSWORD | friendly
			app.passwd | friendly
			app.client-secret | friendly
			app.secrets.first | friendly
			app.token | friendly
			app.accessToken | friendly
			app.tokens | a,b
			app.api-key | friendly
			app.apikey | friendly
			env:OPENAI_KEY | friendly
			app.keys[0] | friendly
			app.private.text | friendly
			app.credentials | friendly
			app.credential.name | friendly
			app.basic-auth | friendly
			app.authorization | friendly
			app.oauth.client | friendly
			app.pin | 1234
			app.passphrase | friendly
			app.session | friendly
			app.cookie | friendly
			app.cert | friendly
			app.username | friendly
			app.sentry-dsn | friendly
			app.connection-string | friendly
			app.a | a-secret-tone
			app.a | sk-proj-abcdefghijkl
			app.a | https://ada:lovelace@example.org/x
			app.a | jdbc:postgresql://db/x?user=ada&password=lovelace
			app.a | https://example.org/x?sig=abc
			app.a | Bearer friendly-words
			app.a | ghp_abcdefghijklmnop
			app.a | AKIAIOSFODNN7EXAMPLE
			app.a | eyJhbGciOiJIUzI1NiJ9.e30.abc
			app.a | -----BEGIN PRIVATE KEY-----
			app.a | {cipher}abc
			app.a | ENC(abc)
			app.a | 123e4567-e89b-12d3-a456-426614174000
			app.a | 5d41402abc4b2a76b9719d911017c592
			app.a | dGhpcyBpcyBhIHNlY3JldCB2YWx1ZQ==
			app.a | use qT7vXw2LpR9sKd4F for it
			app.a | xkQvBnWzLtRpMsYd
			app.a | 4111111111111111
			spring.ai.openai.chat.model | qT7vXw2LpR9sKd4F
			""")
	void hidesWhatMayBeASecret(String key, String value) {
		assertThat(ClearText.of(key, value)).isNull();
		assertThat(ComponentHash.of(key, value)).matches("[0-9a-f]{64}");
	}

	@Test
	void hidesOnlyTheSecretsAmongThePropertiesBelowOne() {
		assertThat(ClearText.of("app.mail", new TreeMap<>(Map.of("from", "ada", "password", "lovelace"))))
			.isEqualTo("{from=ada, password=…}");
		assertThat(ClearText.of("app.mail", new TreeMap<>(Map.of("secret", "ada", "password", "lovelace")))).isNull();
	}

	@Test
	void showsLongTextsShortenedOnOneLine() {
		assertThat(ClearText.of("app.prompt", "Be brief.\n\tAnd polite.\u202e"))
			.isEqualTo("Be brief.\\n\\tAnd polite.\\u202e");
		assertThat(ClearText.of("app.prompt", "word ".repeat(100))).hasSize(81).endsWith("…");
	}

	@Test
	void whatMayBeReadIsNoPartOfTheKey() {
		String component = ComponentHash.of("app.tone", "friendly");
		assertThat(component).matches("[0-9a-f]{64} friendly");
		assertThat(Identity.identifying("property app.tone", component)).isEqualTo(component.substring(0, 64))
			.isEqualTo(ComponentHash.of("app.password", "friendly"));
		String expression = "x".repeat(64) + " and more";
		assertThat(Identity.identifying("key", expression)).isEqualTo(expression);
	}

}
