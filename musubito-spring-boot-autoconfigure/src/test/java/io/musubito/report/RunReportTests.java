package io.musubito.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Graph;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.RunCounts;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RunReport}.
 */
class RunReportTests {

	private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

	private static final String SECRET = "s3cret";

	private static final String HOSTILE = "</style><script>canary()</script>\"'><img src=x onerror=canary()>\u202e\u001b[31m";

	private final MusubitoRuns runs = mock();

	private final MusubitoLineage lineage = mock();

	private final LineageQueries queries = mock();

	private final NodeStore nodes = mock();

	@Test
	void hasNothingForAnUnknownRun() {
		given(this.runs.find("0000")).willReturn(Optional.empty());
		assertThat(report().write("0000", null, true)).isEmpty();
	}

	@Test
	void showsARunWithoutSteps() {
		assertThat(write(run(RunStatus.SUCCESS, null, List.of()), true)).contains("No step was called in this run.",
				"Success");
	}

	@Test
	void showsARunThatHasNotEnded() {
		assertThat(write(run(RunStatus.RUNNING, null, List.of(step(1, "draft", StepOutcome.REPLAYED, null))), true))
			.contains("Running", "not yet: this is what there was");
	}

	@Test
	void keepsFailuresApartFromWhatChanged() {
		Explanation why = why("resource draft.st", "1a", "2b");
		String html = write(run(RunStatus.FAILED, null, List.of(step(1, "draft", StepOutcome.FAILED, why))), true);
		assertThat(html).contains("<h2 id=\"failures\">Failures</h2>", "IllegalStateException: " + SECRET,
				"<strong>configuration changed</strong><code>resource draft.st</code>");
		assertThat(html.indexOf("id=\"changes\"")).isLessThan(html.indexOf("id=\"failures\""));
	}

	@Test
	void comparesWithTheRunThatItResumes() {
		RunView failed = new RunView("e0", "answer", RunKind.PIPELINE, RunStatus.FAILED, START.minusSeconds(9), START,
				null, null, Spending.NONE, Spending.NONE, RunCounts.NONE, Duration.ZERO, List.of(), List.of());
		given(this.runs.find("e0")).willReturn(Optional.of(failed));
		assertThat(write(run(RunStatus.SUCCESS, "e0", List.of()), true))
			.contains("What changed since the run that it resumes", "<dt>Resumes</dt><dd><code>e0</code></dd>");
	}

	@Test
	void showsValuesOnlyWhereTheyMayBeShown() {
		Explanation why = why("input.question $['" + SECRET + "']", SECRET, "other " + SECRET);
		RunView run = run(RunStatus.FAILED, null, List.of(step(1, "draft", StepOutcome.FAILED, why)));
		assertThat(write(run, true)).contains(SECRET, "they may be confidential").doesNotContain("are hidden");
		assertThat(write(run, false)).doesNotContain(SECRET)
			.contains("management.endpoint.musubito.show-values", "Its inputs and its artifact are hidden.",
					"input.question", "d2".repeat(32));
	}

	@Test
	void whatOthersWroteIsText() {
		Explanation why = why("resource " + HOSTILE, HOSTILE, HOSTILE);
		String html = write(run(RunStatus.FAILED, null, List.of(step(1, HOSTILE, StepOutcome.FAILED, why))), true);
		assertThat(html).doesNotContain("<script", "<img", "\u202e", "\u001b").contains("&lt;script&gt;canary()");
		assertThat(html.split("</style>", -1)).hasSize(2);
		assertThat(html).contains("<meta name=\"viewport\"", "http-equiv=\"Content-Security-Policy\"",
				"content=\"default-src &#39;none&#39;");
	}

	@Test
	void putsManyStepsOfOneOperationIntoOneBox() {
		List<StepView> steps = new ArrayList<>();
		for (int i = 1; i <= 12; i++) {
			steps.add(step(i, "investigate", StepOutcome.EXECUTED, null));
		}
		assertThat(write(run(RunStatus.SUCCESS, null, steps), false)).contains(">investigate ×12</text>",
				">12 executed</text>");
	}

	@Test
	void aRunOfTwoThousandStepsFitsIntoTenMegabytes() {
		List<StepView> steps = new ArrayList<>();
		for (int i = 1; i <= 2_000; i++) {
			steps
				.add(step(i, "investigate", StepOutcome.EXECUTED, why("input.file", "<".repeat(300), "日".repeat(300))));
		}
		String longValue = "\"" + "<日\u202e".repeat(3_000) + "\"";
		given(this.queries.find(anyString())).willReturn(Optional.of(details(longValue)));
		String html = report(run(RunStatus.SUCCESS, null, steps)).write("f1", "app", true).orElseThrow();
		assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(10_000_000);
		assertThat(html).contains("This is its beginning", "the 200 steps of 2000", " ×2\u202f000</text>");
	}

	private String write(RunView run, boolean values) {
		given(this.queries.find(anyString())).willReturn(Optional.of(details("\"" + SECRET + "\"")));
		return report(run).write("f1", "app", values).orElseThrow();
	}

	private RunReport report(RunView run) {
		given(this.runs.find("f1")).willReturn(Optional.of(run));
		return report();
	}

	private RunReport report() {
		given(this.runs.recent(anyInt(), anyString())).willReturn(List.of());
		willThrow(new IllegalArgumentException()).given(this.runs).diff(anyString(), anyString());
		given(this.lineage.graph(any())).willReturn(new Graph(List.of(details(null).view()), List.of(), false));
		given(this.nodes.findProduction(anyString())).willReturn(Optional.empty());
		return new RunReport(this.runs, this.lineage, this.queries, this.nodes, Clock.systemUTC());
	}

	private static RunView run(RunStatus status, @Nullable String resumedFrom, List<StepView> steps) {
		return new RunView("f1", "answer", RunKind.PIPELINE, status, START,
				(status == RunStatus.RUNNING) ? null : START.plusSeconds(3), resumedFrom, null, Spending.NONE,
				Spending.NONE, RunCounts.NONE, Duration.ZERO, List.of(), steps);
	}

	private static StepView step(int sequence, String operation, StepOutcome outcome, @Nullable Explanation why) {
		return new StepView(sequence, operation, "n" + sequence, outcome, outcome.isCached(),
				(why != null) ? why.reason() : null, why, Duration.ofMillis(40),
				Duration.ofMillis(outcome.isCached() ? 900 : 0), Spending.NONE, Spending.NONE, null,
				START.plusMillis(50), operation + "[" + sequence + "]", StepType.STOCHASTIC,
				(outcome == StepOutcome.FAILED) ? "IllegalStateException: " + SECRET + HOSTILE : null);
	}

	private static Explanation why(String component, String before, String after) {
		return new Explanation(component.startsWith("input.") ? Reason.INPUT_CHANGED : Reason.CONFIGURATION_CHANGED,
				List.of(new Change(component, before, after)), null, null);
	}

	private static NodeDetails details(@Nullable String value) {
		NodeView view = new NodeView("n1", "draft", StepType.STOCHASTIC, NodeStatus.SUCCESS, "n1", "d2".repeat(32),
				START, null, Duration.ofMillis(40), Spending.NONE, List.of(), List.of(), null);
		TreeMap<String, String> components = new TreeMap<>();
		components.put("code", "ab".repeat(32));
		return new NodeDetails(view, components, value, value, null, null);
	}

}
