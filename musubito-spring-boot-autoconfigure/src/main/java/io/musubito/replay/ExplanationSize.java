package io.musubito.replay;

import java.util.ArrayList;
import java.util.List;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.artifact.OwnJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps an explanation short: it is stored with each execution.
 */
final class ExplanationSize {

	static final int MAX_BYTES = 2048;

	// Of what is around the changes and of the last one that tells how many there are
	// more: two node ids, the reason, the names of the properties
	private static final int RESERVED_BYTES = 420;

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	private ExplanationSize() {
	}

	static Explanation limit(Explanation why) {
		List<Change> kept = new ArrayList<>();
		int left = MAX_BYTES - RESERVED_BYTES;
		for (Change change : why.changes()) {
			int size = MAPPER.writeValueAsBytes(change).length + 1;
			if (size > left) {
				kept.add(new Change("… and " + (why.changes().size() - kept.size()) + " more", null, null));
				return new Explanation(why.reason(), kept, why.baselineNodeId(), why.rootCauseNodeId());
			}
			left -= size;
			kept.add(change);
		}
		return why;
	}

}
