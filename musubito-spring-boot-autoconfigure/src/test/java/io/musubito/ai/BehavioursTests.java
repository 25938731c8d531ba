package io.musubito.ai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.function.Function;
import java.util.function.Supplier;

import io.musubito.CodeLevel;
import io.musubito.code.CodeFingerprints;
import io.musubito.code.Collaborators;
import io.musubito.state.States;
import io.musubito.value.CanonicalEncoder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What counts of the objects that are called by a model's wish.
 */
class BehavioursTests {

	private final Repository bean = new Repository(List.of());

	private final Behaviours behaviours = new Behaviours(states(),
			(object) -> (object == this.bean) ? "repository" : null, CodeLevel.REACHABLE);

	@Test
	void whatAToolHoldsCounts() {
		assertThat(of(new Orders(this.bean, "ann"))).isEqualTo(of(new Orders(this.bean, "ann")))
			.isNotEqualTo(of(new Orders(this.bean, "bob")));
		assertThat(of(new Orders(this.bean, "ann")).code()).containsOnlyKeys(Orders.class.getName(),
				Repository.class.getName());
		assertThat(of(new Orders(this.bean, "ann")).state())
			.containsKeys("state " + Orders.class.getName() + ".user",
					"state " + Orders.class.getName() + ".repository")
			.doesNotContainValue("ann");
	}

	@Test
	void whatABeanHoldsAndItsCodeDoesntReadDoesntCount() {
		Behaviour before = of(new Orders(this.bean, "ann"));
		Repository other = new Repository(List.of("order"));
		assertThat(of(new Orders(other, "ann"))).isNotEqualTo(of(new Orders(new Repository(List.of()), "ann")));
		this.bean.orders.add("order");
		assertThat(of(new Orders(this.bean, "ann"))).isEqualTo(before);
	}

	@Test
	void whatALambdaCapturesCounts() {
		assertThat(behaviour(function("a"))).isEqualTo(behaviour(function("a"))).isNotEqualTo(behaviour(function("b")));
		assertThat(behaviour(function("a")).code()).containsOnlyKeys(BehavioursTests.class.getName());
	}

	@Test
	void whatAMethodReferenceIsBoundToCounts() {
		Function<String, String> one = new Orders(this.bean, "ann")::find;
		Function<String, String> other = new Orders(this.bean, "bob")::find;
		assertThat(behaviour(callback(one))).isNotEqualTo(behaviour(callback(other)));
		assertThat(behaviour(callback(one)).state()).containsKey("state " + Orders.class.getName() + ".user");
	}

	@Test
	void whatLocalClassesHoldCounts() {
		assertThat(behaviour(local("a"))).isEqualTo(behaviour(local("a"))).isNotEqualTo(behaviour(local("b")));
		assertThat(behaviour(local("a")).code()).containsOnlyKeys(BehavioursTests.class.getName());
	}

	@Test
	void objectsInCollectionsCount() {
		assertThat(behaviour(new Rules(List.of(new Strict(1))))).isEqualTo(behaviour(new Rules(List.of(new Strict(1)))))
			.isNotEqualTo(behaviour(new Rules(List.of(new Strict(2)))));
		assertThat(behaviour(new Rules(List.of(new Strict(1)))).code()).containsKey(Strict.class.getName());
	}

	@Test
	void enumsCountByName() {
		assertThat(behaviour(new Rules(List.of(Level.LOW)))).isNotEqualTo(behaviour(new Rules(List.of(Level.HIGH))));
	}

	@Test
	void loggersDontCount() {
		assertThat(behaviour(new Chatty()).state()).doesNotContainKey("this.logger");
	}

	@Test
	void whatHasNoContentIsInTheWayAndNamed() {
		assertThatExceptionOfType(NotReplayableException.class)
			.isThrownBy(() -> behaviour(new Busy(new Scanner("text"))))
			.satisfies((notReplayable) -> assertThat(notReplayable.reason())
				.startsWith("what it holds can't be told, or is changed by its own code: " + Busy.class.getName()
						+ ".source (java.util.Scanner). "));
	}

	@Test
	void whatALibrarysCallbackHoldsForItselfDoesntCount() {
		Behaviour behaviour = behaviour(callback(new Upper()));
		assertThat(behaviour.state()).containsEntry("this", FunctionToolCallback.class.getName())
			.doesNotContainKey("this.toolInputType");
	}

	private Behaviour behaviour(Object object) {
		return this.behaviours.of(object, new CodeQuestions());
	}

	private States states() {
		CanonicalEncoder encoder = new CanonicalEncoder(this::isApplication);
		return new States(encoder, this::isApplication, new DefaultListableBeanFactory(), List.of(),
				(type) -> new CodeFingerprints((name) -> name.startsWith(BehavioursTests.class.getName()),
						Collaborators.NONE)
					.of(type.getName(), type, CodeLevel.REACHABLE),
				(step, boundary) -> {
				});
	}

	private boolean isApplication(Class<?> type) {
		return type.getName().startsWith(BehavioursTests.class.getName());
	}

	private Behaviour of(Object tools) {
		return behaviour(ToolCallbacks.from(tools)[0]);
	}

	private static ToolCallback function(String captured) {
		return callback((String text) -> text + captured);
	}

	private static ToolCallback callback(Function<String, String> function) {
		return FunctionToolCallback.builder("tool", function).inputType(String.class).build();
	}

	private static ToolCallback local(String captured) {
		class Local implements ToolCallback {

			@Override
			public ToolDefinition getToolDefinition() {
				return ToolDefinition.builder().name("tool").description("d").inputSchema("{}").build();
			}

			@Override
			public String call(String input) {
				return captured;
			}

		}
		return new Local();
	}

	enum Level implements Supplier<String> {

		LOW, HIGH;

		@Override
		public String get() {
			return name();
		}

	}

	static class Orders {

		private final Repository repository;

		private final String user;

		Orders(Repository repository, String user) {
			this.repository = repository;
			this.user = user;
		}

		@Tool
		String find(String order) {
			return this.user + order + this.repository.orders;
		}

	}

	static class Repository {

		private final List<String> orders;

		Repository(List<String> orders) {
			this.orders = new ArrayList<>(orders);
		}

	}

	static class Rules {

		private final List<?> rules;

		private final Map<String, Duration> limits = Map.of("a", Duration.ofHours(1));

		Rules(List<?> rules) {
			this.rules = rules;
		}

		@Override
		public String toString() {
			return this.rules + "" + this.limits;
		}

	}

	record Strict(int level) implements Supplier<String> {

		@Override
		public String get() {
			return "strict";
		}

	}

	static class Upper implements Function<String, String> {

		@Override
		public String apply(String text) {
			return text;
		}

	}

	static class Chatty {

		private final Log logger = LogFactory.getLog(Chatty.class);

		@Override
		public String toString() {
			return this.logger.toString();
		}

	}

	static class Busy {

		private final Scanner source;

		Busy(Scanner source) {
			this.source = source;
		}

		@Override
		public String toString() {
			return this.source.toString();
		}

	}

}
