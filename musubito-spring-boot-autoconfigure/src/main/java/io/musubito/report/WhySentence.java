package io.musubito.report;

import java.util.Locale;

import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.StepView;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was answered as it was, in a sentence.
 */
final class WhySentence {

	private static final int LONGEST = 160;

	private WhySentence() {
	}

	static String of(StepView step, boolean values) {
		return switch (step.outcome()) {
			case EXECUTED -> capitalised(because(step.why(), values));
			case REPLAYED -> "Nothing that its result depends on has changed";
			case JOINED -> "Another caller was computing the same; its result was taken";
			case SERVED_STALE ->
				"It failed, and an expired result was taken; it ran because of: " + because(step.why(), values);
			case FAILED -> "It ran because of: " + because(step.why(), values) + ". It failed";
			case BLOCKED -> "It was not run, since it is not known whether an earlier attempt took effect";
			case MANUAL -> manual(step.manual());
		};
	}

	private static String manual(@Nullable ManualAnswer manual) {
		return (manual != null)
				? "Its result was given by hand, by " + VisibleText.line(manual.by(), 100) + " at " + manual.at()
				: "Its result was given by hand";
	}

	private static String because(@Nullable Explanation why, boolean values) {
		return (why != null) ? VisibleText.line(((values) ? why : why.withoutValues()).toString(), LONGEST)
				: "a reason that is not known";
	}

	private static String capitalised(String sentence) {
		return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
	}

}
