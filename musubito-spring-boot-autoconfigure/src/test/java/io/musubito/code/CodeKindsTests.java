package io.musubito.code;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kinds of code that are reached without a call that says so.
 */
@Tag("slow")
class CodeKindsTests {

	private static final String[] SOURCES = {
			"""
					@Component @Tone
					public class Writer {
						@Autowired org.springframework.context.ApplicationContext context;
						@Autowired org.springframework.beans.factory.ObjectProvider<Comparator<String>> comparators;
						@Autowired Function<String, String> shout;
						@Autowired Base<String> base;
						private final Supplier<String> anonymous = new Supplier<>() {
							public String get() { return "anonymous in a field"; }
						};
						private static final Map<String, Function<String, String>> STRATEGIES = Map.of("a", (text) -> text + " strategy");
						@Lookup Prompt prompt() { return null; }
						@Fallback(method = "instead") String failing(String text) { throw new IllegalStateException(); }
						String instead(String text) { return "fallback"; }
						String neverNamed(String text) { return "never named"; }
						public String draft(String text) {
							return failing(text) + this.context.getBean("reviewer") + prompt() + Shape.ROUND.area() + Polite.hello()
								+ new Polite() { }.greet() + this.shout.apply(text) + this.anonymous.get() + Holder.VALUE
								+ STRATEGIES.get("a").apply(text) + this.base.run(text) + this.comparators + Constants.TEXT
								+ new Compact(text) + sum(new Items());
						}
						private String sum(Iterable<String> items) { String all = ""; for (String item : items) { all += item; } return all; }
					}""",
			"@Component class Reviewer { public String toString() { return \"by name\"; } }",
			"@Component class Prompt { public String toString() { return \"looked up\"; } }", """
					@Component class ByLength implements Comparator<String> {
						public int compare(String a, String b) { return a.length() - b.length(); }
					}""", """
					@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
					@interface Tone { String value() default "calm"; }""", """
					@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
					@interface Fallback { String method(); }""", """
					enum Shape {
						ROUND { int area() { return 314; } };
						abstract int area();
					}""", """
					interface Polite {
						static String hello() { return "Hello"; }
						default String greet() { return hidden(); }
						private String hidden() { return "Dear"; }
					}""", """
					@Configuration class Config {
						@Bean Function<String, String> shout() { return (text) -> text + "!!"; }
						@Bean Base<String> base() { return new Sub(); }
					}""", "abstract class Base<T> { abstract T run(T value); }",
			"class Sub extends Base<String> { String run(String value) { return value + \" sub\"; } }",
			"class Holder { static final Object VALUE = Nested.make(); static class Nested { static Object make() { return \"held\"; } } }",
			"interface Constants { String TEXT = \"inlined\"; }",
			"record Compact(String text) { Compact { text = text + \" compact\"; } }", """
					class Items implements Iterable<String> {
						public Iterator<String> iterator() { return List.of("iterated").iterator(); }
					}""" };

	private static CodeFingerprint edited(String from, String to) {
		assertThat(String.join("\n", SOURCES)).contains(from);
		return CompiledStep
			.fingerprint(Arrays.stream(SOURCES).map((source) -> source.replace(from, to)).toArray(String[]::new));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "\"by name\" | \"by its name\"", "\"looked up\" | \"found\"", "a.length() - b | b.length() - a",
					"default \"calm\" | default \"harsh\"", "\"fallback\" | \"instead\"", "314 | 315",
					"\"Hello\" | \"Hi\"", "\"Dear\" | \"Dearest\"", "\"!!\" | \"!\"",
					"\"anonymous in a field\" | \"nameless\"", "\" strategy\" | \" plan\"", "\" sub\" | \" under\"",
					"\"held\" | \"kept\"", "\"inlined\" | \"copied\"", "\" compact\" | \" small\"",
					"\"iterated\" | \"looped\"" })
	void counts(String from, String to) {
		assertThat(edited(from, to).hash()).isNotEqualTo(CompiledStep.fingerprint(SOURCES).hash());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = "\"never named\" | \"never called\"")
	void doesNotCount(String from, String to) {
		assertThat(edited(from, to).hash()).isEqualTo(CompiledStep.fingerprint(SOURCES).hash());
	}

}
