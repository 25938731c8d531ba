package io.musubito.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.lineage.Origin;
import io.musubito.store.Baseline;
import io.musubito.store.NodeKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Explainer}.
 */
class ExplainerTests {

	private static final String ONE = "1".repeat(64);

	private static final String TWO = "2".repeat(64);

	private final Explainer explainer = new Explainer((nodeId) -> Optional.empty());

	@Test
	void codeThatIsKnownAsAWholeOnlyIsNamedSo() {
		Explanation why = explain(Map.of("code", ONE), Map.of("code", TWO));
		assertThat(why.reason()).isEqualTo(Reason.CODE_CHANGED);
		assertThat(why).hasToString("code changed: code");
	}

	@Test
	void theFirstReasonInOrderHolds() {
		Explanation why = explain(
				Map.of("code", ONE, "version", "v1", "property p", ONE, "contributor tenant", ONE, "input.q", ONE),
				Map.of("code", TWO, "version", "v2", "property p", TWO, "contributor tenant", TWO, "input.q", TWO));
		assertThat(why.reason()).isEqualTo(Reason.CODE_CHANGED);
		assertThat(why.changes()).extracting(Change::component)
			.containsExactly("code", "version", "contributor tenant", "property p", "input.q");
	}

	@Test
	void theMethodsThatChangedTakeThePlaceOfTheirHash() {
		Change changed = new Change("code com.acme.Writer#draft", ONE, TWO);
		Explanation why = this.explainer.explain(new Decision.Execute(Reason.FIRST_EXECUTION, null, null),
				subject(Map.of("code", TWO), "{}"), baseline(Map.of("code", ONE), "{}"), List.of(changed));
		assertThat(why.reason()).isEqualTo(Reason.CODE_CHANGED);
		assertThat(why.changes()).extracting(Change::component).containsExactly("code com.acme.Writer#draft");
	}

	@Test
	void aReasonAgainstTheFoundNodeComesBeforeAllThatChanged() {
		Explanation why = this.explainer.explain(new Decision.Execute(Reason.EXPIRED, null, null),
				subject(Map.of("input.q", TWO), "{}"), baseline(Map.of("input.q", ONE), "{}"), List.of());
		assertThat(why.reason()).isEqualTo(Reason.EXPIRED);
		assertThat(why.changes()).extracting(Change::component).containsExactly("input.q");
	}

	@Test
	void upstreamsWithOneCauseAreNamedTogether() {
		Explanation draftChanged = new Explanation(Reason.CONFIGURATION_CHANGED,
				List.of(new Change("resource a.st", "1", "2")), "old", null);
		Explanation reviewChanged = new Explanation(Reason.UPSTREAM_CHANGED,
				List.of(new Change("upstream draft", "1", "2 ← draft: " + draftChanged)), "old", "d2");
		Map<String, Set<Origin>> consumed = new TreeMap<>(Map.of("input.draft",
				Set.of(new Origin("draft", "d2", "d2", "x", StepOutcome.EXECUTED, draftChanged)), "input.review",
				Set.of(new Origin("review", "r2", "r2", "x", StepOutcome.EXECUTED, reviewChanged))));
		SortedMap<String, String> now = new TreeMap<>(Map.of("input.draft", TWO, "input.review", TWO));
		Explanation why = this.explainer.explain(new Decision.Execute(Reason.FIRST_EXECUTION, null, null),
				new ExplainedCall(key(now, "{}"), consumed, List.of()),
				baseline(Map.of("input.draft", ONE, "input.review", ONE), "{}"), List.of());
		assertThat(why.rootCauseNodeId()).isEqualTo("d2");
		assertThat(why).hasToString("upstream changed: draft, review ← configuration changed: resource a.st");
	}

	@Test
	void isNeverLongerThan2KiB() {
		Map<String, String> before = new TreeMap<>();
		Map<String, String> after = new TreeMap<>();
		for (int i = 0; i < 500; i++) {
			before.put("resource classpath:\u0001\u0002 prompts/" + "ä".repeat(i) + i, ONE);
			after.put("resource classpath:\u0001\u0002 prompts/" + "ä".repeat(i) + i, TWO);
		}
		Explanation why = explain(before, after);
		assertThat(new JsonMapper().writeValueAsBytes(why).length).isBetween(1024, 2048);
		assertThat(why.changes().get(why.changes().size() - 1).component())
			.isEqualTo("… and " + (500 - (why.changes().size() - 1)) + " more");
	}

	@Test
	void inputsThatCantBeReadAreComparedByHash() {
		Explanation why = this.explainer.explain(new Decision.Execute(Reason.FIRST_EXECUTION, null, null),
				subject(Map.of("input.q", TWO), "{\"q\":1}"), baseline(Map.of("input.q", ONE), "{\"q\":"), List.of());
		assertThat(why.changes()).containsExactly(new Change("input.q", ONE.substring(0, 12), TWO.substring(0, 12)));
	}

	private Explanation explain(Map<String, String> before, Map<String, String> after) {
		return this.explainer.explain(new Decision.Execute(Reason.FIRST_EXECUTION, null, null), subject(after, "{}"),
				baseline(before, "{}"), List.of());
	}

	private static ExplainedCall subject(Map<String, String> components, String inputs) {
		return new ExplainedCall(key(new TreeMap<>(components), inputs), Map.of(), List.of());
	}

	private static NodeKey key(SortedMap<String, String> components, String inputs) {
		return new NodeKey(TWO, TWO, "step", StepType.DETERMINISTIC, components, inputs);
	}

	private static Baseline baseline(Map<String, String> components, String inputs) {
		return new Baseline(ONE, new TreeMap<>(components), inputs, Set.of());
	}

}
