package io.musubito.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One start of an application, from the beginning of its process until it is ready.
 *
 * @param clock the time by the clock, in milliseconds
 * @param cpu the CPU time of the process, in milliseconds
 * @param fingerprints the time by the clock that Musubito's log names for reading the
 * code of the steps, in milliseconds
 */
record Start(int clock, int cpu, int fingerprints) {

	private static final Pattern READY = Pattern.compile("Ready after (\\d+) ms, (\\d+) ms of CPU time");

	private static final Pattern FINGERPRINTS = Pattern.compile("Read the code of 200 steps.* in (\\d+) ms");

	/**
	 * Reads what the application printed.
	 */
	static Start read(String output) {
		Matcher ready = READY.matcher(output);
		if (!ready.find()) {
			throw new IllegalStateException("The application was never ready:\n" + output);
		}
		Matcher fingerprints = FINGERPRINTS.matcher(output);
		return new Start(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2)),
				fingerprints.find() ? Integer.parseInt(fingerprints.group(1)) : 0);
	}

}
