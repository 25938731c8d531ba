package io.musubito.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;

/**
 * Beans that code gets from the container when it asks for them, of types of the JDK too.
 */
@Tag("slow")
class ProvidedBeansTests extends StateEngine {

	@ParameterizedTest
	@ValueSource(classes = { ProviderWriter.class, StreamWriter.class, ListOfProviderWriter.class, MapWriter.class,
			OptionalWriter.class, ContextWriter.class, TypesWriter.class, FactoryWriter.class, PrototypeWriter.class,
			PrototypeListWriter.class })
	void countWhenTheyHoldSomethingElse(Class<?> writer) {
		assertTold(writer, "app.tone", "kindly", "harshly");
	}

	static class Rule implements UnaryOperator<String> {

		private final String tone;

		Rule(String tone) {
			this.tone = tone;
		}

		@Override
		public String apply(String text) {
			return this.tone + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules extends Values {

		@Bean
		UnaryOperator<String> rule(@Value("${app.tone}") String tone) {
			return new Rule(tone);
		}

	}

	@Import(Rules.class)
	abstract static class RuleWriter extends Writer {

	}

	static class ProviderWriter extends RuleWriter {

		private final ObjectProvider<UnaryOperator<String>> rule;

		ProviderWriter(ObjectProvider<UnaryOperator<String>> rule) {
			this.rule = rule;
		}

		@Override
		String write(String question) {
			return this.rule.getObject().apply(question);
		}

	}

	static class StreamWriter extends RuleWriter {

		private final ObjectProvider<UnaryOperator<String>> rules;

		StreamWriter(ObjectProvider<UnaryOperator<String>> rules) {
			this.rules = rules;
		}

		@Override
		String write(String question) {
			return this.rules.orderedStream().map((rule) -> rule.apply(question)).toList().toString();
		}

	}

	static class ListOfProviderWriter extends RuleWriter {

		private final ObjectProvider<List<UnaryOperator<String>>> rules;

		ListOfProviderWriter(ObjectProvider<List<UnaryOperator<String>>> rules) {
			this.rules = rules;
		}

		@Override
		String write(String question) {
			return this.rules.getObject().get(0).apply(question);
		}

	}

	static class MapWriter extends RuleWriter {

		private final Map<String, UnaryOperator<String>> rules;

		MapWriter(Map<String, UnaryOperator<String>> rules) {
			this.rules = rules;
		}

		@Override
		String write(String question) {
			return this.rules.get("rule").apply(question);
		}

	}

	static class OptionalWriter extends RuleWriter {

		private final Optional<UnaryOperator<String>> rule;

		OptionalWriter(Optional<UnaryOperator<String>> rule) {
			this.rule = rule;
		}

		@Override
		String write(String question) {
			return this.rule.orElseThrow().apply(question);
		}

	}

	static class ContextWriter extends RuleWriter {

		private final ApplicationContext context;

		ContextWriter(ApplicationContext context) {
			this.context = context;
		}

		@Override
		String write(String question) {
			return this.context.getBean("rule", UnaryOperator.class).apply(question).toString();
		}

	}

	static class TypesWriter extends RuleWriter {

		private final ApplicationContext context;

		TypesWriter(ApplicationContext context) {
			this.context = context;
		}

		@Override
		String write(String question) {
			return this.context.getBeansOfType(UnaryOperator.class).get("rule").apply(question).toString();
		}

	}

	static class FactoryWriter extends RuleWriter {

		private final BeanFactory factory;

		FactoryWriter(BeanFactory factory) {
			this.factory = factory;
		}

		@Override
		String write(String question) {
			return ((Rule) this.factory.getBean("rule")).apply(question);
		}

	}

	static class PrototypeWriter extends RuleWriter {

		private final ObjectProvider<Helper> helper;

		PrototypeWriter(ObjectProvider<Helper> helper) {
			this.helper = helper;
		}

		@Override
		String write(String question) {
			return this.helper.getObject().help(question);
		}

		@Bean
		@Scope("prototype")
		static Helper helper(UnaryOperator<String> rule) {
			return new Helper(rule);
		}

	}

	static class Helper {

		private final UnaryOperator<String> rule;

		Helper(UnaryOperator<String> rule) {
			this.rule = rule;
		}

		String help(String text) {
			return this.rule.apply(text);
		}

	}

	static class PrototypeListWriter extends RuleWriter {

		private final ObjectProvider<Helpers> helper;

		PrototypeListWriter(ObjectProvider<Helpers> helper) {
			this.helper = helper;
		}

		@Override
		String write(String question) {
			return this.helper.getObject().help(question);
		}

		@Bean
		@Scope("prototype")
		static Helpers helper(List<UnaryOperator<String>> rules) {
			return new Helpers(rules);
		}

	}

	static class Helpers {

		private final List<UnaryOperator<String>> rules;

		Helpers(List<UnaryOperator<String>> rules) {
			this.rules = rules;
		}

		String help(String text) {
			return this.rules.get(0).apply(text);
		}

	}

}
