package io.musubito.aop;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.ReplayMode;
import io.musubito.step.Step;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says at startup, in one line, where results are and what changed since the last start,
 * so that nobody is surprised by what runs again.
 */
final class StartReport {

	private static final Log logger = LogFactory.getLog(StartReport.class);

	private final DefinitionChanges definitions;

	private final LibraryChanges libraries;

	private final Supplier<String> location;

	private final ReplayMode mode;

	StartReport(DefinitionChanges definitions, LibraryChanges libraries, Supplier<String> location, ReplayMode mode) {
		this.definitions = definitions;
		this.libraries = libraries;
		this.location = location;
		this.mode = mode;
	}

	/**
	 * Writes the line, and remembers for the next start what there is now.
	 * @param steps the annotated steps
	 * @param adapted how many steps others have made
	 */
	void log(Collection<Step> steps, int adapted) {
		if (steps.isEmpty() && adapted == 0) {
			// Without a step, no store is opened
			return;
		}
		boolean first = this.definitions.isFirstStart();
		Optional<String> changes = this.definitions.report(steps);
		Optional<String> others = this.libraries.report();
		String line = Stream.of(Optional.of(summary(steps.size() + adapted, first)), changes, others)
			.flatMap(Optional::stream)
			.collect(Collectors.joining(". "));
		logger.info(line);
	}

	private String summary(int steps, boolean first) {
		return "Musubito: " + steps + ((steps != 1) ? " steps" : " step") + ", " + ((first) ? "new store " : "store ")
				+ this.location.get() + ((this.mode != ReplayMode.REPLAY) ? ", mode " + this.mode : "");
	}

}
