package io.musubito.sample.review;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Where diffs come from: those that the sample brings along, by name, and those that are
 * sent as a text.
 */
@Component
class Diffs {

	private static final Pattern NAME = Pattern.compile("[\\w.-]+");

	private final SortedMap<String, Resource> named;

	Diffs(@Value("classpath:diffs/*.diff") Resource[] files) {
		this.named = Arrays.stream(files)
			.collect(Collectors.toMap(Diffs::name, Function.identity(), (one, other) -> one, TreeMap::new));
	}

	/**
	 * Finds a diff.
	 * @param diff its name or its text
	 * @return the text
	 * @throws InvalidDiffException if it is a name that is not known
	 */
	Resource find(String diff) {
		if (!NAME.matcher(diff).matches()) {
			return new ByteArrayResource(diff.getBytes(StandardCharsets.UTF_8));
		}
		Resource file = this.named.get(diff);
		if (file == null) {
			throw new InvalidDiffException("There is no diff named '" + diff + "'. Send the text of a diff, or one of "
					+ String.join(", ", this.named.keySet()) + ".");
		}
		return file;
	}

	private static String name(Resource file) {
		return Objects.requireNonNull(file.getFilename()).replace(".diff", "");
	}

}
