package io.musubito.store.sqlite;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import io.musubito.StoreException;

/**
 * The path of a store, as people write it.
 */
final class StorePath {

	private static final String HOME = "~";

	private static final String FILE = "file:";

	/** One letter is a drive of Windows. */
	private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

	private static final Pattern VARIABLE = Pattern.compile("(\\$\\w|%\\w+%).*");

	private StorePath() {
	}

	/**
	 * Reads a path.
	 * @param text the path, or a {@code file:} URL; one that begins with {@code ~/} is in
	 * the home directory
	 * @return the absolute path
	 * @throws StoreException when it means something else than a file
	 */
	static Path of(String text) {
		if (text.contains(":memory:") || text.contains("mode=memory")) {
			throw refusal(text, "it is no path of a file. Set musubito.store.type=memory for a store in memory");
		}
		if (text.startsWith(FILE)) {
			return of(text.substring(FILE.length()).replaceFirst("^//(?=/)", ""));
		}
		if (URL.matcher(text).matches()) {
			throw refusal(text, "it is a URL. Set musubito.store.path to the path of a file");
		}
		if (VARIABLE.matcher(text).matches()) {
			throw refusal(text, "it has a variable of a shell in it, which nobody replaces. Write ${NAME} in the "
					+ "configuration for a variable of the environment, ~/ for the home directory");
		}
		return path(text).toAbsolutePath().normalize();
	}

	private static Path path(String text) {
		if (text.equals(HOME) || text.startsWith(HOME + "/") || text.startsWith(HOME + "\\")) {
			return Path.of(System.getProperty("user.home"), text.substring(1));
		}
		if (text.startsWith(HOME)) {
			throw refusal(text, "the home directory of another user is not known. Write an absolute path");
		}
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw refusal(text, ex.getReason() + ". Set musubito.store.path to the path of a file");
		}
	}

	private static StoreException refusal(String path, String reason) {
		return new StoreException("The Musubito store '" + path + "' can't be opened: " + reason + ".", null);
	}

}
