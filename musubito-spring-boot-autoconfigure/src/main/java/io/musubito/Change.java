package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * One component of an identity that is not what it was. Components are named
 * <ul>
 * <li>{@code input.question} for an argument, and {@code input.prompt $.messages[1].text}
 * for a place in one, a path into its canonical JSON;</li>
 * <li>{@code resource classpath:prompts/draft.st}, {@code state com.acme.Writer.style},
 * {@code contributor tenant}: configuration, with shortened hashes;</li>
 * <li>{@code property app.tone}, with the values, shortened; with shortened hashes where
 * one may be a secret;</li>
 * <li>{@code identity scheme}, with the schemes, when this release of Musubito tells
 * computations apart in another way than the one that recorded the baseline: nothing else
 * can be compared then;</li>
 * <li>{@code version}, with the versions; {@code code} and
 * {@code code com.acme.Validator#check}, with shortened hashes;</li>
 * <li>{@code upstream retrieve} for the result of a step, with shortened hashes; after
 * the new one, behind {@code " ← "}, the root cause as {@code <step>: <why>} where it is
 * known;</li>
 * <li>{@code by retrieve} for the step that made a result stale, {@code by invalidation}
 * when it was taken back itself, {@code not kept: the answer ended with LENGTH} for why
 * the last result of the same computation is not replayed, {@code called rate} for a
 * called step that can't be replayed, and {@code replay of <node id>} in the explanation
 * of a node that never executed itself; {@code resumed from score} for what
 * {@link ResumeOption#from} forces.</li>
 * </ul>
 *
 * @param component what changed
 * @param before what it was, shortened, or a hash where the value was not kept;
 * {@code null} when there was none
 * @param after what it is now; {@code null} when there is none
 */
public record Change(String component, @Nullable String before, @Nullable String after) {

	@Override
	public String toString() {
		return this.component + ": " + ((this.before != null) ? this.before : "(none)") + " → "
				+ ((this.after != null) ? this.after : "(none)");
	}

}
