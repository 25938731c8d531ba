package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * One component of an identity that is not what it was.
 *
 * @param component what changed, for example {@code input.question},
 * {@code resource classpath:prompts/draft.st}, {@code property app.tone}, {@code version}
 * or {@code upstream retrieve}
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
