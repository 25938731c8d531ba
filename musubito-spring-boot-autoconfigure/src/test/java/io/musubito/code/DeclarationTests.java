package io.musubito.code;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What annotations and names say counts where somebody reads it.
 */
@Tag("slow")
class DeclarationTests {

	private static final String[] SOURCES = {
			"""
					@Component
					public class Writer {
						@Value("${app.tone:kind}") private String tone;
						@Autowired @Qualifier("strict") private Rules rules;
						private final Rules second;
						private int unrelated;
						public Writer(@Value("${app.size:10}") int size, Rules loose) { this.second = loose; }
						@Autowired void more(Rules optional) { }
						private String helper(String helped) { return helped; }
						public String draft(String text) { return helper(text) + tools(new OrderTools()) + this.rules + this.second; }
						private String tools(Object tools) { return ""; }
					}""",
			"public interface Rules { }", "@Component class Strict implements Rules { }",
			"""
					public class OrderTools {
						@org.springframework.ai.tool.annotation.Tool(description = "finds an order")
						public String find(@org.springframework.ai.tool.annotation.ToolParam(description = "its number") String number) {
							return describe(number);
						}
						private String describe(String described) { return "order"; }
					}""",
			"""
					@Configuration class Config {
						@Bean Strict strict(@Qualifier("a") String first) { return new Strict(); }
					}""" };

	private static CodeFingerprint edited(String from, String to) {
		String[] sources = SOURCES.clone();
		boolean found = false;
		for (int i = 0; i < sources.length; i++) {
			found |= sources[i].contains(from);
			sources[i] = sources[i].replace(from, to);
		}
		assertThat(found).isTrue();
		return CompiledStep.fingerprint(sources);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "${app.tone:kind} | ${app.tone:harsh}", "@Qualifier(\"strict\") | @Qualifier(\"loose\")",
					"${app.size:10} | ${app.size:20}", "loose | strict", "Rules optional | Rules needed",
					"finds an order | finds orders", "its number | the number",
					"number) { | orderNumber) { String number = orderNumber;", "\"order\" | \"the order\"",
					"@Qualifier(\"a\") | @Qualifier(\"b\")", "String first | String second" })
	void counts(String from, String to) {
		assertThat(edited(from, to).hash()).isNotEqualTo(CompiledStep.fingerprint(SOURCES).hash());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "int unrelated | int irrelevant", "helped | assisted", "described | named",
			"Object tools | Object given" })
	void doesNotCount(String from, String to) {
		assertThat(edited(from, to).hash()).isEqualTo(CompiledStep.fingerprint(SOURCES).hash());
	}

}
