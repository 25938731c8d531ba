package io.musubito;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Why a step executed. {@link #toString()} is a sentence for people.
 *
 * @param reason the first reason that holds
 * @param changes all that changed, compared with the baseline
 * @param baselineNodeId the node that was compared with; {@code null} when there was none
 * @param rootCauseNodeId the node whose own change caused this one, for
 * {@link Reason#UPSTREAM_CHANGED} and {@link Reason#STALE}; {@code null} when unknown
 */
public record Explanation(Reason reason, List<Change> changes, @Nullable String baselineNodeId,
		@Nullable String rootCauseNodeId) {

	public Explanation {
		changes = List.copyOf(changes);
	}

	@Override
	public String toString() {
		String sentence = this.reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		if (this.changes.isEmpty()) {
			return sentence;
		}
		return sentence + ": " + this.changes.stream().map(Change::toString).collect(Collectors.joining("; "));
	}

}
