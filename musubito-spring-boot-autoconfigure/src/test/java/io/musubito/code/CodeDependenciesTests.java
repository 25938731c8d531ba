package io.musubito.code;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What code depends on beside itself.
 */
@Tag("slow")
class CodeDependenciesTests {

	private static CodeDependencies of(String... sources) {
		return CompiledStep.fingerprint(sources).dependencies();
	}

	private static String writer(String members, String body) {
		return "public class Writer { " + members + " public String draft(String text) throws Exception { " + body
				+ " } }";
	}

	@Test
	void coversTheClassesWhoseCodeWasFollowed() {
		assertThat(of("@Component public class Rules { public String apply() { return \"a\"; } }",
				writer("@Autowired Rules rules;", "return this.rules.apply() + new Other();"), "class Other { }",
				"class Unknown { }")
			.covered()).containsExactly("com.acme.Other", "com.acme.Rules", "com.acme.Writer");
	}

	@Nested
	class Fields {

		@Test
		void thoseThatRunningCodeReads() {
			CodeDependencies dependencies = of(writer("""
					String tone = "calm"; static int limit = 3; String unread; int onlyInSetUp = 1;
					static final String CONSTANT = "constant"; static final List<String> WORDS = List.of("a");
					Level level = Level.HIGH;
					Writer() { this.unread = "a" + this.onlyInSetUp; }
					enum Level { HIGH, LOW }
					""", "return this.tone + limit + CONSTANT + WORDS + this.level + Level.LOW;"));
			assertThat(dependencies.fields()).containsExactly("com.acme.Writer.WORDS", "com.acme.Writer.level",
					"com.acme.Writer.limit", "com.acme.Writer.tone");
			assertThat(dependencies.changed()).isEmpty();
		}

		@Test
		void ofTheClassThatDeclaresThem() {
			assertThat(of("class Base { protected String tone = \"calm\"; }",
					"public class Writer extends Base { public String draft(String text) { return this.tone; } }")
				.fields()).containsExactly("com.acme.Base.tone");
		}

		@Test
		void thoseReadInLambdasAndLocalClasses() {
			assertThat(of(writer("""
					String inLambda = "a"; String inAnonymous = "b"; String inField = "c"; String inFactory = "d";
					Supplier<String> supplier = () -> this.inField;
					Supplier<String> made = make();
					Supplier<String> make() { return () -> this.inFactory; }
					""", """
					Supplier<String> lambda = () -> this.inLambda;
					Supplier<String> anonymous = new Supplier<>() {
						public String get() { return text + inAnonymous; }
					};
					return lambda.get() + anonymous.get() + this.supplier.get();
					""")).fields()).contains("com.acme.Writer.inLambda", "com.acme.Writer.inAnonymous",
					"com.acme.Writer.inField", "com.acme.Writer.inFactory", "com.acme.Writer.supplier",
					"com.acme.Writer$1.val$text");
		}

		@Test
		void thoseReadByMethodsThatAreCalledWhenPreparingAndLater() {
			assertThat(of(writer("String tone = \"a\"; Writer() { read(); } String read() { return this.tone; }",
					"return read();"))
				.fields()).containsExactly("com.acme.Writer.tone");
		}

		@Test
		void thoseOfBeansThatAreCalled() {
			assertThat(of("@Component public class Rules { String mark = \"!\"; String other = \"?\"; "
					+ "public String apply() { return this.mark; } @jakarta.annotation.PostConstruct void start() { "
					+ "System.out.println(this.other); } }",
					writer("@Autowired Rules rules;", "return this.rules.apply();"))
				.fields()).containsExactly("com.acme.Rules.mark", "com.acme.Writer.rules");
		}

		@Test
		void notThoseThatOnlyTellOthersWhatHappens() {
			assertThat(
					of(writer("static final org.slf4j.Logger logger = org.slf4j.LoggerFactory.getLogger(Writer.class);",
							"logger.info(text); return text;"))
						.fields())
				.isEmpty();
		}

	}

	@Nested
	class Changed {

		@Test
		void thoseThatRunningCodeAssigns() {
			CodeDependencies dependencies = of(writer("""
					int count; static int calls; String tone = "calm";
					void setTone(String tone) { this.tone = tone; }
					void next() { this.count++; calls++; }
					""", "next(); return this.tone + this.count + calls;"));
			assertThat(dependencies.changed()).containsExactly("com.acme.Writer.calls", "com.acme.Writer.count");
			assertThat(dependencies.fields()).contains("com.acme.Writer.tone");
		}

		@Test
		void thoseThatHoldWhatRunningCodeChanges() {
			assertThat(of(writer("""
					Map<String, String> cache = new HashMap<>();
					Map<String, List<String>> index = new HashMap<>();
					java.util.concurrent.atomic.AtomicInteger counter = new java.util.concurrent.atomic.AtomicInteger();
					List<String> byVariable = new ArrayList<>();
					int[] numbers = new int[3];
					List<String> byReference = new ArrayList<>();
					List<String> rules = new ArrayList<>();
					java.math.BigDecimal price = java.math.BigDecimal.ONE;
					Writer() { this.rules.add("a"); init(); }
					void init() { this.rules.add("b"); }
					""", """
					this.cache.computeIfAbsent(text, (key) -> key + key);
					this.index.get(text).add(text);
					this.counter.incrementAndGet();
					List<String> list = (text == null) ? null : this.byVariable;
					if (list != null) { list.add(text); }
					this.numbers[0]++;
					List.of(text).forEach(this.byReference::add);
					List<String> copy = new ArrayList<>(this.rules);
					copy.add(text);
					return copy + "" + this.price.add(this.price);
					""")).changed()).containsExactly("com.acme.Writer.byReference", "com.acme.Writer.byVariable",
					"com.acme.Writer.cache", "com.acme.Writer.counter", "com.acme.Writer.index",
					"com.acme.Writer.numbers");
		}

		@Test
		void notThoseOfObjectsThatOnlyThisCallKnows() {
			CodeDependencies dependencies = of(writer("Options options = new Options();", """
					Options own = new Options();
					own.setTone(text);
					own.words.add("a");
					return own.tone() + this.options.tone() + new Counting(text).tone;
					"""),
					"""
							class Options { String tone = "calm"; List<String> words = new ArrayList<>();
								void setTone(String tone) { assign(tone); } private void assign(String tone) { this.tone = tone; }
								String tone() { return this.tone + this.words; } }
							""",
					"class Counting { String tone; Counting(String tone) { fill(tone); } "
							+ "void fill(String tone) { this.tone = tone; } }");
			assertThat(dependencies.fields()).contains("com.acme.Options.tone", "com.acme.Options.words",
					"com.acme.Counting.tone");
			assertThat(dependencies.changed()).isEmpty();
		}

		@Test
		void thoseOfOtherObjectsThatRunningCodeCallsSettersOn() {
			assertThat(of(
					writer("Options options = new Options();", "this.options.setTone(text); return this.options.tone;"),
					"class Options { String tone; void setTone(String tone) { this.tone = tone; } }")
				.changed()).containsExactly("com.acme.Options.tone");
		}

		@Test
		void notThoseThatLambdasFillWhilePreparing() {
			assertThat(of(writer("""
					Map<String, String> filled = new HashMap<>(); int calls;
					Runnable counting = () -> this.calls++;
					Writer() { List.of("a").forEach((key) -> this.filled.put(key, key)); }
					""", "this.counting.run(); return this.filled.get(text) + this.calls;")).changed())
				.containsExactly("com.acme.Writer.calls");
		}

	}

	@Nested
	class Questions {

		@Test
		void keysOfProperties() {
			assertThat(of(writer("""
					@Autowired org.springframework.core.env.Environment environment; String early;
					Writer(org.springframework.core.env.Environment environment) {
						this.early = environment.getRequiredProperty("app.early");
					}
					""", """
					return this.environment.getProperty("app.tone", "kind") + System.getProperty("user.dir")
						+ Integer.getInteger("app.size") + System.getenv("HOME")
						+ this.environment.resolvePlaceholders("${app.a:x} and ${app.b}");
					""")).properties()).containsExactly("app.a", "app.b", "app.early", "app.tone", "env:HOME",
					"system:app.size", "system:user.dir");
		}

		@Test
		void keysThatAreComputed() {
			CodeFingerprint fingerprint = CompiledStep
				.fingerprint(writer("@Autowired org.springframework.core.env.Environment environment;",
						"return this.environment.getProperty(\"app.\" + text) + System.getenv();"));
			assertThat(fingerprint.dependencies().properties()).isEmpty();
			assertThat(fingerprint.boundary().surroundings()).containsExactly(
					"all environment variables in com.acme.Writer#draft",
					"properties by computed names in com.acme.Writer#draft");
		}

		@Test
		void typesAndNamesOfBeans() {
			CodeDependencies dependencies = of(
					"@Component public class Rules { public String apply() { return \"a\"; } }", writer("""
							@Autowired org.springframework.context.ApplicationContext context;
							@Autowired org.springframework.beans.factory.ObjectProvider<Rules> rules;
							@Lookup public Other other() { return null; }
							@Lookup("more") public Object more() { return null; }
							""", """
							return this.context.getBean(org.springframework.core.env.Environment.class).toString()
								+ this.context.getBean("reviewer") + this.rules.getObject().apply();
							"""), "class Other { }");
			assertThat(dependencies.named()).contains("com.acme.Rules", "com.acme.Other", "bean:reviewer", "bean:more",
					"org.springframework.core.env.Environment");
		}

		@Test
		void whoAsksAndWhere() {
			assertThat(of(writer("Writer() { java.time.ZoneId.systemDefault(); }", """
					return "" + org.springframework.security.core.context.SecurityContextHolder.getContext()
						+ org.springframework.context.i18n.LocaleContextHolder.getLocale() + text.toUpperCase();
					""")).ambient()).containsExactlyInAnyOrder(Ambient.PRINCIPAL, Ambient.LOCALE,
					Ambient.DEFAULT_LOCALE);
		}

		@Test
		void notTheLocaleWhereItIsGiven() {
			assertThat(of(writer("", "return String.format(Locale.ROOT, \"%s\", text).toUpperCase(Locale.ROOT);"))
				.ambient()).isEmpty();
		}

		@Test
		void surroundingsThatDoNotCount() {
			assertThat(CompiledStep
				.fingerprint(
						writer("""
								static final ThreadLocal<String> TENANT = new ThreadLocal<>(); long started = System.currentTimeMillis();
								""",
								"""
										long start = System.nanoTime();
										return TENANT.get() + java.time.Instant.now() + UUID.randomUUID()
											+ java.nio.file.Files.readString(java.nio.file.Path.of(text)) + org.slf4j.MDC.get("a")
											+ org.springframework.web.context.request.RequestContextHolder.getRequestAttributes();
										"""))
				.boundary()
				.surroundings()).containsExactly("a thread local in com.acme.Writer#draft",
						"files in com.acme.Writer#draft", "random numbers in com.acme.Writer#draft",
						"the clock in com.acme.Writer#draft", "the logging context in com.acme.Writer#draft",
						"the request in com.acme.Writer#draft");
		}

	}

}
