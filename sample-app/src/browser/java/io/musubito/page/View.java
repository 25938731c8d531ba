package io.musubito.page;

import java.util.function.Function;

/**
 * The views of the page and the states that they can be in, each with its address.
 */
enum View {

	RUNS((story) -> "runs"),

	RUNS_THAT_FAILED((story) -> "runs?failed=1"),

	RUNS_PICKED((story) -> "runs?pipeline=answer&pick=" + story.yesterday() + "," + story.today()),

	RUN((story) -> "runs/" + story.today()),

	RUN_AS_LIST((story) -> "runs/" + story.today() + "?view=list"),

	RUN_FAILED((story) -> "runs/" + story.failed()),

	RUN_WHY((story) -> draft(story, "&tab=why")),

	RUN_ARTIFACT((story) -> draft(story, "&tab=artifact")),

	RUN_INPUTS((story) -> draft(story, "&tab=inputs")),

	RUN_LINEAGE((story) -> draft(story, "&tab=lineage")),

	RUN_CRITICAL_PATH((story) -> "runs/" + story.reviewed() + "?path=1&group=1"),

	DIALOG_RESUME((story) -> "runs/" + story.toBeResumed() + "?dialog=resume"),

	DIALOG_RERUN((story) -> draft(story, "&dialog=rerun")),

	DIALOG_INVALIDATE((story) -> draft(story, "&dialog=invalidate")),

	DIALOG_OVERRIDE((story) -> draft(story, "&dialog=override")),

	DIALOG_RESOLVE((story) -> "runs/" + story.inDoubt() + "?step=" + story.node(story.inDoubt(), "send-letter")
			+ "&dialog=resolve"),

	PLAN((story) -> "runs/" + story.toBeResumed() + "/plan"),

	PLAN_FROM((story) -> "runs/" + story.today() + "/plan?from=draft"),

	COMPARE((story) -> "compare/" + story.yesterday() + ".." + story.today()),

	GRAPH((story) -> "graph"),

	GRAPH_FILTERED((story) -> "graph?type=STOCHASTIC&operation=draft"),

	METRICS((story) -> "metrics?period=7d"),

	STEP((story) -> "steps/" + story.node(story.today(), "draft"));

	private final Function<Story, String> address;

	View(Function<Story, String> address) {
		this.address = address;
	}

	private static String draft(Story story, String rest) {
		return "runs/" + story.today() + "?step=" + story.node(story.today(), "draft") + rest;
	}

	/**
	 * Where it is.
	 * @param story what is shown
	 * @return what is behind {@code #/}
	 */
	String address(Story story) {
		return this.address.apply(story);
	}

}
