package io.musubito.identity;

import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.value.CanonicalEncoder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StepIdentifierTests {

	private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

	private final StepIdentifier identifier = new StepIdentifier(new CanonicalEncoder((type) -> false), "");

	@Test
	void theSameCallHasTheSameIdentity() {
		assertThat(identify(step("draft", "1"), "c", NONE, inputs("a", "b"), List.of("x", "y"), List.of("p", "q")))
			.isEqualTo(identify(step("draft", "1"), "c", NONE, inputs("a", "b"), List.of("y", "x", "y"),
					List.of("q", "p", "p")));
	}

	@Test
	void allThatTheResultDependsOnIsInTheReplayKey() {
		assertThat(List.of(key(step("draft", "1"), "c", NONE, inputs("a", "b"), List.of()),
				key(step("score", "1"), "c", NONE, inputs("a", "b"), List.of()),
				key(step("draft", "2"), "c", NONE, inputs("a", "b"), List.of()),
				key(step("draft1", ""), "c", NONE, inputs("a", "b"), List.of()),
				key(step("draft", "1"), "d", NONE, inputs("a", "b"), List.of()),
				key(step("draft", "1"), "c", new TreeMap<>(Map.of("property a", "1")), inputs("a", "b"), List.of()),
				key(step("draft", "1"), "c", new TreeMap<>(Map.of("property a", "2")), inputs("a", "b"), List.of()),
				key(step("draft", "1"), "c", NONE, inputs("b", "a"), List.of()),
				key(step("draft", "1"), "c", NONE, inputs("a", null), List.of()),
				key(step("draft", "1"), "c", NONE, List.of(), List.of()),
				key(step("draft", "1"), "c", NONE, inputs("a", "b"), List.of("x")),
				key(step("draft", "1"), "c", NONE, inputs("a", "b"), List.of("x", "y"))))
			.doesNotHaveDuplicates();
	}

	@Test
	void policyAndProducersAreNotInTheReplayKey() {
		StepDefinition other = new StepDefinition("draft", StepType.STOCHASTIC, java.time.Duration.ZERO, false, true,
				"1", java.time.Duration.ofDays(1));
		Identity one = identify(step("draft", "1"), "", NONE, inputs("a", "b"), List.of(), List.of("p"));
		Identity two = identify(other, "", NONE, inputs("a", "b"), List.of(), List.of("q"));
		assertThat(two.replayKey()).isEqualTo(one.replayKey());
		assertThat(two.nodeId()).isNotEqualTo(one.nodeId());
		assertThat(one.nodeId()).isNotEqualTo(one.replayKey()).matches("[0-9a-f]{64}");
	}

	@Test
	void componentsTellWhatChanged() {
		Identity one = identify(step("draft", "1"), "c", new TreeMap<>(Map.of("property a", "1")), inputs("a", "b"),
				List.of(), List.of());
		Identity two = identify(step("draft", "1"), "c", new TreeMap<>(Map.of("property a", "1")), inputs("a", "c"),
				List.of("x"), List.of());
		assertThat(one.components())
			.containsOnlyKeys("scheme", "version", "code", "property a", "input.one", "input.two")
			.containsEntry("version", "1")
			.containsEntry("code", "c")
			.containsEntry("input.one", two.components().get("input.one"));
		assertThat(two.components().get("input.two")).isNotEqualTo(one.components().get("input.two"));
		assertThat(two.components()).containsKey("upstream");
	}

	@Test
	void anArgumentWithoutContentIsRefusedWithWhatToDo() {
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> identify(step("draft", ""), "", NONE,
					List.of(new Input("reader", new StringReader("secret"), StringReader.class)), List.of(), List.of()))
			.withMessage("Step 'draft': argument 'reader' of type java.io.StringReader can't be hashed: "
					+ "reading it would consume it. Pass its content, annotate the parameter @MusubitoIgnore, "
					+ "or give the step a key that identifies the call.");
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> identify(step("draft", ""), "", NONE,
					List.of(new Input("all", List.of("a", new Object()), List.class)), List.of(), List.of()))
			.withMessageContaining("argument 'all' can't be hashed at $[1], of type java.lang.Object: ");
	}

	private String key(StepDefinition step, String code, SortedMap<String, String> configuration, List<Input> inputs,
			List<String> artifacts) {
		return identify(step, code, configuration, inputs, artifacts, List.of("p")).replayKey();
	}

	private Identity identify(StepDefinition step, String code, SortedMap<String, String> configuration,
			List<Input> inputs, List<String> artifacts, List<String> producers) {
		return this.identifier.identify(step, code, configuration, inputs, artifacts, producers);
	}

	private static List<Input> inputs(String one, String two) {
		return List.of(new Input("one", one, String.class), new Input("two", two, String.class));
	}

	private static StepDefinition step(String operation, String version) {
		return new StepDefinition(operation, StepType.DETERMINISTIC, null, true, false, version, null);
	}

}
