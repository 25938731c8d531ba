package io.musubito.sample.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.musubito.MusubitoStep;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Reads a diff. The content of the resource counts, not where it is.
 */
@Component
class Fetcher {

	@MusubitoStep(name = "fetch-diff")
	Diff fetch(Resource diff) {
		try {
			return UnifiedDiff.parse(diff.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
