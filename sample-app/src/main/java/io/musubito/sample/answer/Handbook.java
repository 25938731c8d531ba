package io.musubito.sample.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The documents that answers are taken from.
 */
@Component
class Handbook {

	private final Resource[] documents;

	Handbook(@Value("classpath:handbook/*.md") Resource[] documents) {
		this.documents = documents.clone();
	}

	List<Passage> passages() {
		return Arrays.stream(this.documents)
			.map((document) -> new Passage(name(document), text(document)))
			.sorted(Comparator.comparing(Passage::source))
			.toList();
	}

	private static String name(Resource document) {
		return Objects.requireNonNull(document.getFilename()).replace(".md", "");
	}

	private static String text(Resource document) {
		try {
			return document.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
