// Which files the shell has, and which each page has beside it: a browser that knows them asks for all of them at once, and
// not for each after it has read the one that imports it. A test says what is missing here.
const SHELL = [
	'../vendor/lit-html/async-directive.js', '../vendor/lit-html/directive-helpers.js',
	'../vendor/lit-html/directive.js', '../vendor/lit-html/directives/live.js',
	'../vendor/lit-html/directives/repeat.js', '../vendor/lit-html/lit-html.js', 'dialogs.js', 'format.js',
	'icons.js', 'shell/announcer.js', 'shell/app.js', 'shell/header.js', 'shell/keyboard.js', 'shell/notices.js',
	'shell/page-host.js', 'shell/polling.js', 'shell/theme.js', 'shell/toasts.js', 'styles.js', 'text.js',
	'widgets.js', 'words.js',
];

const GRAPH = [
	'graph/adjacency.js', 'graph/anchor.js', 'graph/arrangement.js', 'graph/arrows.js', 'graph/camera.js',
	'graph/colours.js', 'graph/controls.js', 'graph/edge-painter.js', 'graph/emphasis.js', 'graph/export-svg.js',
	'graph/fan-out.js', 'graph/far-nodes.js', 'graph/graph-element.js', 'graph/graph-view.js',
	'graph/grouping.js', 'graph/keys.js', 'graph/layouts.js', 'graph/minimap.js', 'graph/model.js',
	'graph/node-layer.js', 'graph/node-text.js', 'graph/outcomes.js', 'graph/pointer.js', 'graph/scene.js',
	'graph/snapshot.js',
];

const PAGES = {
	runs: [
		'chart.js', 'narrow.js', 'pages/runs.js', 'runs/run-facts.js', 'runs/run-figures.js', 'runs/run-list.js',
		'runs/run-table.js',
	],
	run: [
		'graph/picture.js', 'pages/run.js', 'run/axis.js', 'run/causes.js', 'run/critical-path.js',
		'run/graph-nodes.js', 'run/no-step.js', 'run/node-details.js', 'run/progress.js', 'run/rows.js',
		'run/run-figures.js', 'run/run-head.js', 'run/run-loader.js', 'run/run-model.js', 'run/run-view.js',
		'run/split.js', 'run/step-name.js', 'run/timeline-row.js', 'run/timeline.js', 'run/times.js', 'run/ttl.js',
		...GRAPH,
	],
	plan: [
		'pages/plan.js', 'run/boundary.js', 'run/critical-path.js', 'run/plan-summary.js', 'run/run-head.js',
		'run/run-model.js', 'run/step-name.js', 'run/times.js', 'run/why-sentence.js',
	],
	compare: [
		'compare/answer.js', 'compare/causes.js', 'compare/comparison.js', 'compare/step-table.js', 'diffs.js',
		'narrow.js', 'pages/compare.js', 'runs/run-facts.js',
	],
	'store-graph': [
		'graph/export.js', 'graph/picture.js', 'graph/store-filter.js', 'graph/store-filters.js',
		'graph/store-graph.js', 'graph/store-steps.js', 'pages/store-graph.js', 'run/node-details.js',
		...GRAPH,
	],
	metrics: [
		'chart.js', 'metrics/charts.js', 'metrics/figures.js', 'metrics/limits.js', 'metrics/tables.js', 'pages/metrics.js',
	],
	step: [
		'../vendor/marked/marked.esm.js', 'pages/step.js', 'run/action-dialog.js', 'run/boundary.js',
		'run/components-table.js', 'run/critical-path.js', 'run/differences.js', 'run/effect.js',
		'run/invalidation.js', 'run/json-element.js', 'run/json-text.js', 'run/lineage-tab.js', 'run/markdown.js',
		'run/node-details.js', 'run/override.js', 'run/panel.js', 'run/plan-summary.js', 'run/resolution.js',
		'run/resumption.js', 'run/run-model.js', 'run/run-view.js', 'run/step-actions.js', 'run/step-name.js',
		'run/text-element.js', 'run/texts-in.js', 'run/times.js', 'run/ttl.js', 'run/value-element.js',
		'run/values-tabs.js', 'run/why-sentence.js', 'run/why-tab.js',
	],
};

/** The files of the shell and of a page, relative to this one. */
export function filesOf(page) {
	return [...SHELL, ...PAGES[page] ?? []];
}
