package io.musubito.ai;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.util.StringUtils;

/**
 * The reasons for which a model may end an answer that is kept for replay. Case and
 * punctuation don't count.
 */
final class FinishReasons {

	/**
	 * A model that said all it wanted to say, or calls a tool, in the words of the
	 * providers.
	 */
	static final List<String> COMPLETE = List.of("stop", "stop_sequence", "end_turn", "eos_token", "complete",
			"completed", "tool_calls", "tool_use", "function_call");

	private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]");

	private final Set<String> kept;

	/**
	 * Creates the list.
	 * @param kept the reasons; empty to keep all answers
	 */
	FinishReasons(Collection<String> kept) {
		this.kept = kept.stream().map(FinishReasons::normalized).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Finds why an answer, or a part of one, is not one to keep.
	 * @param response the answer
	 * @return the reason for which the model ended; {@code null} when the answer may be
	 * kept, or did not end here
	 */
	@Nullable String findReasonNotToKeep(ChatResponse response) {
		if (this.kept.isEmpty()) {
			return null;
		}
		return response.getResults()
			.stream()
			.map(FinishReasons::reason)
			.filter(StringUtils::hasText)
			.filter(Predicate.not((reason) -> this.kept.contains(normalized(reason))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the model has said why it ended.
	 */
	static boolean isEnd(ChatResponse response) {
		return response.getResults().stream().map(FinishReasons::reason).anyMatch(StringUtils::hasText);
	}

	private static String reason(Generation generation) {
		String reason = generation.getMetadata().getFinishReason();
		return (reason != null) ? reason : "";
	}

	private static String normalized(String reason) {
		return PUNCTUATION.matcher(reason).replaceAll("").toLowerCase(Locale.ROOT);
	}

}
