package io.musubito.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What beans hold is part of what identifies the calls of their steps.
 */
@Tag("slow")
class BeanStateTests extends StateEngine {

	@Test
	void injectedValue() {
		assertTold(ValueConfig.class, "app.tone", "kindly", "harshly",
				"state io.musubito.state.BeanStateTests$ValueWriter.tone");
	}

	@Test
	void injectedValueOfAConstructor() {
		assertTold(ConstructorConfig.class, "app.tone", "kindly", "harshly");
	}

	@Test
	void injectedValueOfANumberAndADuration() {
		assertTold(NumberConfig.class, "app.limit", "3", "4");
		EXECUTIONS.set(0);
		assertTold(DurationConfig.class, "app.within", "PT3S", "PT4S");
	}

	@Test
	void configurationProperties() {
		assertTold(PropertiesConfig.class, "app.tone", "kindly", "harshly");
		EXECUTIONS.set(0);
		assertTold(PropertiesConfig.class, "app.rules[0].name", "short", "long");
		EXECUTIONS.set(0);
		assertTold(PropertiesConfig.class, "app.words.greeting", "hello", "hi");
	}

	@Test
	void beanChosenByAProperty() {
		assertTold(MapConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void beansInAMapThatIsCopied() {
		assertTold(CopiedMapConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void arrayOfBeans() {
		assertTold(ArrayConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void listOfBeans() {
		assertTold(ListConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void beanOfAProvider() {
		assertTold(ProviderConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void beanOfALookUp() {
		assertTold(LookupConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void beanOfAFactoryBean() {
		assertTold(FactoryConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void beanThatTheNameOfAParameterSelects() {
		assertThat(ask(NamedConfig.class, "app.first=true")).isEqualTo("kind q");
		assertThat(ask(NamedConfig.class, "app.first=false")).isEqualTo("harsh q");
	}

	@Test
	void beanOfARegistrar() {
		assertTold(RegistrarConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void injectedResource() throws Exception {
		Path prompt = this.directory.resolve("prompt.st");
		Files.writeString(prompt, "kindly");
		String location = "app.prompt=" + prompt.toUri();
		assertThat(ask(ResourceConfig.class, location)).isEqualTo("kindly q");
		assertThat(ask(ResourceConfig.class, location)).isEqualTo("kindly q");
		assertThat(EXECUTIONS).hasValue(1);
		Files.writeString(prompt, "harshly");
		Asked writer = start(ResourceConfig.class, location).getBean(Asked.class);
		assertThat(writer.ask("q")).isEqualTo("harshly q");
		Files.writeString(prompt, "briskly");
		assertThat(writer.ask("q")).isEqualTo("briskly q");
		assertThat(EXECUTIONS).hasValue(3);
		Path other = Files.writeString(this.directory.resolve("other.st"), "kindly");
		assertThat(ask(ResourceConfig.class, "app.prompt=" + other.toUri())).isEqualTo("kindly q");
	}

	@Test
	void lazilyInjectedBean() {
		assertTold(LazyConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void supplierThatCaptures() {
		assertTold(SupplierConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void oneOfTwoLambdasIsListed() {
		start(LambdasConfig.class, "app.tone=kind");
		assertThat(boundary("ask").state()).anySatisfy((entry) -> assertThat(entry).contains("LambdaWriter.tone"));
	}

	@Test
	void protectedFieldSetByASubclass() {
		assertTold(SubclassConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void fieldOfAnyType() {
		assertTold(AnyTypeConfig.class, "app.tone", "kindly", "harshly",
				"state io.musubito.state.BeanStateTests$Holder.value");
	}

	@Test
	void objectOfTheApplicationThatLooksLikeABystander() {
		assertTold(ExecutorConfig.class, "app.tone", "kindly", "harshly",
				"state io.musubito.state.BeanStateTests$Polite.tone");
	}

	@Test
	void staticFieldThatABeanSets() {
		assertTold(StaticConfig.class, "app.tone", "kind", "harsh");
	}

	@Test
	void setterAtRunTime() {
		Tunable writer = start(TunableConfig.class).getBean(Tunable.class);
		assertThat(writer.ask("q")).isEqualTo("kind q");
		writer.tone("harsh");
		String harsh = writer.ask("q");
		assertThat(harsh).isEqualTo("harsh q");
		assertThat(why(harsh).reason()).isEqualTo(Reason.CONFIGURATION_CHANGED);
		writer.tone("kind");
		assertThat(writer.ask("q")).isEqualTo("kind q");
		assertThat(EXECUTIONS).hasValue(2);
	}

	@Test
	void collectionsThatOthersChangeAtRunTime() {
		Registered writer = start(RegisteredConfig.class).getBean(Registered.class);
		assertThat(writer.ask("q")).isEqualTo("[] {} 0 q");
		writer.list().add("a");
		assertThat(writer.ask("q")).isEqualTo("[a] {} 0 q");
		writer.map().put("k", "v");
		assertThat(writer.ask("q")).isEqualTo("[a] {k=v} 0 q");
		writer.map().put("k", "w");
		assertThat(writer.ask("q")).isEqualTo("[a] {k=w} 0 q");
		writer.numbers()[0] = 7;
		assertThat(writer.ask("q")).isEqualTo("[a] {k=w} 7 q");
		writer.list().clear();
		writer.map().clear();
		writer.numbers()[0] = 0;
		assertThat(writer.ask("q")).isEqualTo("[] {} 0 q");
		assertThat(EXECUTIONS).hasValue(5);
	}

	@Test
	void cachesCountersAndLoggersDontCount() {
		Busy writer = start(BusyConfig.class).getBean(Busy.class);
		assertThat(writer.ask("q")).isEqualTo("kind q");
		assertThat(writer.ask("r")).isEqualTo("kind r");
		assertThat(writer.ask("q")).isEqualTo("kind q");
		assertThat(writer.ask("r")).isEqualTo("kind r");
		assertThat(EXECUTIONS).hasValue(2);
		assertThat(start(BusyConfig.class).getBean(Busy.class).ask("q")).isEqualTo("kind q");
		assertThat(EXECUTIONS).hasValue(2);
		assertThat(boundary("ask").state())
			.contains("io.musubito.state.BeanStateTests$Busy.cache (java.util.concurrent.ConcurrentHashMap)",
					"io.musubito.state.BeanStateTests$Busy.calls (java.util.concurrent.atomic.AtomicLong)")
			.noneMatch((entry) -> entry.contains("logger") || entry.contains("ignored"));
	}

	@Test
	void whatIsNotCountedIsListed() {
		start(ConnectedConfig.class);
		assertThat(boundary("ask").state())
			.anySatisfy((entry) -> assertThat(entry).startsWith("io.musubito.state.BeanStateTests$Connected.client ("));
	}

	@Test
	void anUnrelatedFieldDoesNotCount() {
		assertThat(ask(UnrelatedConfig.class, "app.unrelated=a")).isEqualTo("q");
		assertThat(ask(UnrelatedConfig.class, "app.unrelated=b")).isEqualTo("q");
		assertThat(EXECUTIONS).hasValue(1);
	}

	interface Tone {

		String apply(String text);

	}

	static class Kind implements Tone {

		@Override
		public String apply(String text) {
			return "kind " + text;
		}

	}

	static class Harsh implements Tone {

		@Override
		public String apply(String text) {
			return "harsh " + text;
		}

	}

	static class Told implements Tone {

		private final String word;

		Told(String word) {
			this.word = word;
		}

		@Override
		public String apply(String text) {
			return this.word + " " + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ValueConfig extends Values {

		@Bean
		ValueWriter writer() {
			return new ValueWriter();
		}

	}

	static class ValueWriter extends Writer {

		@Value("${app.tone:mildly}")
		private String tone;

		@Override
		String write(String question) {
			return this.tone + " " + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConstructorConfig extends Values {

		@Bean
		ToneWriter writer(@Value("${app.tone}") String tone) {
			return new ToneWriter(new Told(tone));
		}

	}

	static class ToneWriter extends Writer {

		private final Tone tone;

		ToneWriter(Tone tone) {
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tone.apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NumberConfig extends Values {

		@Bean
		Asked writer(@Value("${app.limit}") int limit) {
			return new NumberWriter(limit);
		}

	}

	static class NumberWriter implements Asked {

		private final int limit;

		NumberWriter(int limit) {
			this.limit = limit;
		}

		@Override
		@MusubitoStep(name = "ask-number")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.limit + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DurationConfig extends Values {

		@Bean
		DurationWriter writer(@Value("${app.within}") String within) {
			return new DurationWriter(Duration.parse(within));
		}

	}

	static class DurationWriter implements Asked {

		private final Duration within;

		DurationWriter(Duration within) {
			this.within = within;
		}

		@Override
		@MusubitoStep(name = "ask-duration")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.within + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AppProperties.class)
	static class PropertiesConfig {

		@Bean
		PropertiesWriter writer(AppProperties properties) {
			return new PropertiesWriter(properties);
		}

	}

	@ConfigurationProperties("app")
	static class AppProperties {

		private String tone = "mildly";

		private List<Rule> rules = new ArrayList<>();

		private Map<String, String> words = new LinkedHashMap<>();

		String getTone() {
			return this.tone;
		}

		void setTone(String tone) {
			this.tone = tone;
		}

		List<Rule> getRules() {
			return this.rules;
		}

		void setRules(List<Rule> rules) {
			this.rules = rules;
		}

		Map<String, String> getWords() {
			return this.words;
		}

		void setWords(Map<String, String> words) {
			this.words = words;
		}

		static class Rule {

			private String name;

			String getName() {
				return this.name;
			}

			void setName(String name) {
				this.name = name;
			}

		}

	}

	static class PropertiesWriter implements Asked {

		private final AppProperties properties;

		PropertiesWriter(AppProperties properties) {
			this.properties = properties;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.properties.getTone()
					+ this.properties.getRules().stream().map(AppProperties.Rule::getName).toList()
					+ this.properties.getWords() + question;
		}

	}

	abstract static class Tones extends Values {

		@Bean
		Tone kind() {
			return new Kind();
		}

		@Bean
		Tone harsh() {
			return new Harsh();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MapConfig extends Tones {

		@Bean
		ToneWriter writer(Map<String, Tone> tones, @Value("${app.tone}") String tone) {
			return new ToneWriter(tones.get(tone));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CopiedMapConfig extends Tones {

		@Bean
		MapWriter writer(Map<String, Tone> tones, @Value("${app.tone}") String tone) {
			return new MapWriter(Map.copyOf(tones), tone);
		}

	}

	static class MapWriter extends Writer {

		private final Map<String, Tone> tones;

		private final String tone;

		MapWriter(Map<String, Tone> tones, String tone) {
			this.tones = tones;
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tones.get(this.tone).apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ArrayConfig extends Values {

		@Bean
		Tone tone(@Value("${app.tone}") String tone) {
			return new Told(tone);
		}

		@Bean
		ArrayWriter writer(Tone[] tones) {
			return new ArrayWriter(tones);
		}

	}

	static class ArrayWriter extends Writer {

		private final Tone[] tones;

		ArrayWriter(Tone[] tones) {
			this.tones = tones;
		}

		@Override
		String write(String question) {
			return this.tones[0].apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListConfig extends Values {

		@Bean
		Tone tone(@Value("${app.tone}") String tone) {
			return new Told(tone);
		}

		@Bean
		ListWriter writer(List<Tone> tones) {
			return new ListWriter(tones);
		}

	}

	static class ListWriter extends Writer {

		private final List<Tone> tones;

		ListWriter(List<Tone> tones) {
			this.tones = tones;
		}

		@Override
		String write(String question) {
			String text = question;
			for (Tone tone : this.tones) {
				text = tone.apply(text);
			}
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProviderConfig extends Values {

		@Bean
		Tone tone(@Value("${app.tone}") String tone) {
			return new Told(tone);
		}

		@Bean
		ProviderWriter writer(ObjectProvider<Tone> tone) {
			return new ProviderWriter(tone);
		}

	}

	static class ProviderWriter extends Writer {

		private final ObjectProvider<Tone> tone;

		ProviderWriter(ObjectProvider<Tone> tone) {
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tone.getObject().apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LookupConfig extends Values {

		@Bean
		Tone tone(@Value("${app.tone}") String tone) {
			return new Told(tone);
		}

		@Bean
		static LookupRegistrar registrar() {
			return new LookupRegistrar();
		}

	}

	static class LookupRegistrar
			implements org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(
				org.springframework.beans.factory.support.BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition("writer",
					new org.springframework.beans.factory.support.RootBeanDefinition(LookupWriter.class));
		}

	}

	abstract static class LookupWriter implements Asked {

		@Lookup
		abstract Tone tone();

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return tone().apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryConfig extends Values {

		@Bean
		FactoryBean<Tone> tone(@Value("${app.tone}") String tone) {
			return new FactoryBean<>() {

				@Override
				public Tone getObject() {
					return new Told(tone);
				}

				@Override
				public Class<?> getObjectType() {
					return Tone.class;
				}

			};
		}

		@Bean
		ToneWriter writer(Tone tone) {
			return new ToneWriter(tone);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedConfig extends Tones {

		@Bean
		ToneWriter writer(Tone kind, Tone harsh, @Value("${app.first}") boolean first) {
			return new ToneWriter(first ? kind : harsh);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Registrar.class)
	static class RegistrarConfig {

		@Bean
		ToneWriter writer(Tone tone) {
			return new ToneWriter(tone);
		}

	}

	static class Registrar implements BeanRegistrar {

		@Override
		public void register(BeanRegistry registry, Environment environment) {
			String tone = environment.getRequiredProperty("app.tone");
			registry.registerBean("tone", Tone.class, (bean) -> bean.supplier((context) -> new Told(tone)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ResourceConfig extends Values {

		@Bean
		ResourceWriter writer(@Value("${app.prompt}") Resource prompt) {
			return new ResourceWriter(prompt);
		}

	}

	static class ResourceWriter extends Writer {

		private final Resource prompt;

		ResourceWriter(Resource prompt) {
			this.prompt = prompt;
		}

		@Override
		String write(String question) {
			try {
				return this.prompt.getContentAsString(StandardCharsets.UTF_8) + " " + question;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfig extends Values {

		@Bean
		Tone tone(@Value("${app.tone}") String tone) {
			return new Told(tone);
		}

		@Bean
		LazyWriter writer() {
			return new LazyWriter();
		}

	}

	static class LazyWriter extends Writer {

		@Autowired
		@Lazy
		private Tone tone;

		@Override
		String write(String question) {
			return this.tone.apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SupplierConfig extends Values {

		@Bean
		SupplierWriter writer(@Value("${app.tone}") String tone) {
			return new SupplierWriter(() -> tone);
		}

	}

	static class SupplierWriter extends Writer {

		private final Supplier<String> tone;

		SupplierWriter(Supplier<String> tone) {
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tone.get() + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LambdasConfig extends Values {

		@Bean
		LambdaWriter writer(Environment environment) {
			boolean kind = "kind".equals(environment.getProperty("app.tone"));
			return new LambdaWriter((kind) ? (text) -> "kind " + text : (text) -> "harsh " + text);
		}

	}

	static class LambdaWriter extends Writer {

		private final UnaryOperator<String> tone;

		LambdaWriter(UnaryOperator<String> tone) {
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tone.apply(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SubclassConfig extends Values {

		@Bean
		SubWriter writer(@Value("${app.tone}") String tone) {
			return new SubWriter(tone);
		}

	}

	abstract static class BaseWriter implements Asked {

		protected String tone = "mild";

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.tone + " " + question;
		}

	}

	static class SubWriter extends BaseWriter {

		SubWriter(String tone) {
			this.tone = tone;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StaticConfig extends Values {

		@Bean
		StaticWriter writer(@Value("${app.tone}") String tone) {
			Defaults.tone = tone;
			return new StaticWriter();
		}

	}

	static class Defaults {

		static String tone = "mild";

	}

	static class StaticWriter extends Writer {

		@Override
		String write(String question) {
			return Defaults.tone + " " + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TunableConfig {

		@Bean
		Tunable writer() {
			return new Tunable();
		}

	}

	static class Tunable implements Asked {

		private String tone = "kind";

		void tone(String tone) {
			this.tone = tone;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.tone + " " + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredConfig {

		@Bean
		Registered writer() {
			return new Registered();
		}

	}

	static class Registered implements Asked {

		private final List<String> list = new ArrayList<>();

		private final Map<String, String> map = new ConcurrentHashMap<>();

		private final int[] numbers = new int[1];

		List<String> list() {
			return this.list;
		}

		Map<String, String> map() {
			return this.map;
		}

		int[] numbers() {
			return this.numbers;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.list + " " + this.map + " " + this.numbers[0] + " " + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BusyConfig {

		@Bean
		Busy writer() {
			return new Busy();
		}

	}

	static class Busy implements Asked {

		private final Logger logger = LoggerFactory.getLogger(getClass());

		private final Map<String, String> cache = new ConcurrentHashMap<>();

		private final AtomicLong calls = new AtomicLong();

		@MusubitoIgnore
		private final Map<String, String> ignored = new ConcurrentHashMap<>();

		private int last;

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			this.calls.incrementAndGet();
			this.last++;
			this.logger.debug("asked {} times, {}", this.last, this.ignored);
			return this.cache.computeIfAbsent(question, (key) -> "kind " + key);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectedConfig {

		@Bean
		Connected writer() {
			return new Connected();
		}

	}

	static class Connected implements Asked {

		private final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.client.version() + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnrelatedConfig extends Values {

		@Bean
		Unrelated writer(@Value("${app.unrelated}") String unrelated) {
			return new Unrelated(unrelated);
		}

	}

	static class Unrelated implements Asked {

		private final String unrelated;

		Unrelated(String unrelated) {
			this.unrelated = unrelated;
		}

		String unrelated() {
			return this.unrelated;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return question;
		}

	}

	static class Holder<T> {

		private final T value;

		Holder(T value) {
			this.value = value;
		}

		T get() {
			return this.value;
		}

	}

	static class HolderWriter extends Writer {

		private final Holder<String> tone;

		HolderWriter(Holder<String> tone) {
			this.tone = tone;
		}

		@Override
		String write(String question) {
			return this.tone.get() + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyTypeConfig extends Values {

		@Bean
		HolderWriter writer(@Value("${app.tone}") String tone) {
			return new HolderWriter(new Holder<>(tone));
		}

	}

	static class Polite implements Executor {

		private final String tone;

		Polite(String tone) {
			this.tone = tone;
		}

		@Override
		public void execute(Runnable command) {
			command.run();
		}

		String tone() {
			return this.tone;
		}

	}

	static class ExecutorWriter extends Writer {

		private final Executor executor;

		ExecutorWriter(Executor executor) {
			this.executor = executor;
		}

		@Override
		String write(String question) {
			return ((Polite) this.executor).tone() + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExecutorConfig extends Values {

		@Bean
		ExecutorWriter writer(@Value("${app.tone}") String tone) {
			return new ExecutorWriter(new Polite(tone));
		}

	}

}
