package io.musubito.sample.review;

import java.io.IOException;
import java.io.UncheckedIOException;

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
			return UnifiedDiff.parse(diff.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
