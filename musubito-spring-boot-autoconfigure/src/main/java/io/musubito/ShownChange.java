package io.musubito;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What of a change is shown to whom.
 */
final class ShownChange {

	private static final String PROPERTY = "property ";

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{12}");

	private static final Pattern NAME_OR_NUMBER = Pattern.compile("[\\p{Alnum}._:/+-]{1,80}");

	private ShownChange() {
	}

	/**
	 * Whether the values of a property are shown, and not their hashes.
	 */
	static boolean isReadable(Change change) {
		return change.component().startsWith(PROPERTY) && !isHash(change.before()) && !isHash(change.after());
	}

	static Change withoutValues(Change change) {
		String component = change.component();
		boolean harmless = component.startsWith("replay of ") || component.equals("identity scheme")
				|| component.equals("version") || isModelOption(change);
		int path = (component.startsWith("input.") || component.startsWith("arguments ")) ? component.indexOf(" $")
				: -1;
		return (harmless) ? change : new Change((path >= 0) ? component.substring(0, path) : component, null, null);
	}

	/**
	 * Names and numbers of model options are no secrets: what may be one is a hash.
	 */
	private static boolean isModelOption(Change change) {
		return change.component().startsWith(PROPERTY + "spring.ai.") && isReadable(change)
				&& isNameOrNumber(change.before()) && isNameOrNumber(change.after());
	}

	private static boolean isHash(@Nullable String value) {
		return value != null && HASH.matcher(value).matches();
	}

	private static boolean isNameOrNumber(@Nullable String value) {
		return value == null || NAME_OR_NUMBER.matcher(value).matches();
	}

}
