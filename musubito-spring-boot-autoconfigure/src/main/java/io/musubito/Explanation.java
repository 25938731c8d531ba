package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a step executed. {@link #toString()} is a sentence for people, for example
 * {@code configuration changed: resource classpath:prompts/draft.st}, or
 * {@code upstream changed: draft ← configuration changed: resource classpath:prompts/draft.st}.
 *
 * <p>
 * The baseline is the call at the same position of the previous run of the pipeline, else
 * the node of the same step that is older than this run and has most in common with it.
 *
 * @param reason the first reason that holds
 * @param changes all that changed, compared with the baseline, what makes the reason
 * first; shortened so that all of it fits into 2 KiB, the last one is
 * {@code … and n more} then
 * @param baselineNodeId the node that was compared with; {@code null} when there was none
 * @param rootCauseNodeId the node whose own change caused this one, for
 * {@link Reason#UPSTREAM_CHANGED} and {@link Reason#STALE}; {@code null} when unknown
 */
public record Explanation(Reason reason, List<Change> changes, @Nullable String baselineNodeId,
		@Nullable String rootCauseNodeId) {

	/**
	 * Copies its changes.
	 * @param reason the first reason that holds
	 * @param changes all that changed, compared with the baseline, what makes the reason
	 * first; shortened so that all of it fits into 2 KiB, the last one is
	 * {@code … and n more} then
	 * @param baselineNodeId the node that was compared with; {@code null} when there was
	 * none
	 * @param rootCauseNodeId the node whose own change caused this one, for
	 * {@link Reason#UPSTREAM_CHANGED} and {@link Reason#STALE}; {@code null} when unknown
	 */
	public Explanation {
		changes = List.copyOf(changes);
	}

	/**
	 * The same without what inputs, upstreams and configuration were and are: what of it
	 * may be logged. Versions stay, and options of models that are a name or a number. A
	 * path into an argument has the keys of its maps, and is left out too.
	 * @return the explanation, each other change by name only
	 */
	public Explanation withoutValues() {
		return new Explanation(this.reason, this.changes.stream().map(ShownChange::withoutValues).distinct().toList(),
				this.baselineNodeId, this.rootCauseNodeId);
	}

	@Override
	public String toString() {
		return Sentence.of(this);
	}

}
