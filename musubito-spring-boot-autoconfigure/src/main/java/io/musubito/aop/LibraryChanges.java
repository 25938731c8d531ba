package io.musubito.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.musubito.StoreException;
import io.musubito.store.DefinitionStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * When the libraries that talk to models are others than at the last start. Nothing runs
 * again because of that: which answers a release changes, its authors know at best.
 */
final class LibraryChanges {

	private static final Log logger = LogFactory.getLog(LibraryChanges.class);

	private static final String KEY = "libraries of models";

	private static final int SHOWN = 3;

	private final DefinitionStore store;

	private final Supplier<SortedMap<String, String>> versions;

	/**
	 * Creates it.
	 * @param store remembers the versions
	 * @param versions versions by name, of today
	 */
	LibraryChanges(DefinitionStore store, Supplier<SortedMap<String, String>> versions) {
		this.store = store;
		this.versions = versions;
	}

	/**
	 * Compares the versions with those of the last start and remembers them for the next
	 * one.
	 * @return what changed; empty when nothing did
	 */
	Optional<String> report() {
		try {
			SortedMap<String, String> before = this.store.findAll().get(KEY);
			SortedMap<String, String> now = this.versions.get();
			if (!now.equals(before) && (before != null || !now.isEmpty())) {
				this.store.remember(Map.of(KEY, now));
				return (before != null) ? describe(before, now) : Optional.empty();
			}
		}
		catch (StoreException ex) {
			logger.warn("It can't be said which libraries changed since the last start", ex);
		}
		return Optional.empty();
	}

	private static Optional<String> describe(SortedMap<String, String> before, SortedMap<String, String> now) {
		SortedMap<String, List<String>> byVersions = new TreeMap<>();
		now.forEach((name, version) -> {
			String earlier = before.get(name);
			if (earlier != null && !earlier.equals(version)) {
				byVersions.computeIfAbsent(earlier + " → " + version, (versions) -> new ArrayList<>()).add(name);
			}
		});
		if (byVersions.isEmpty()) {
			return Optional.empty();
		}
		List<String> changes = new ArrayList<>();
		byVersions.forEach((versions, names) -> changes.add(shown(names) + " " + versions));
		return Optional.of("Since the last start libraries that talk to models changed: " + String.join("; ", changes)
				+ ". Recorded answers are replayed all the same. To have them made anew, give the steps another version, "
				+ "or let the libraries count: musubito.fingerprint.libraries=org.springframework.ai:*");
	}

	private static String shown(List<String> names) {
		return (names.size() <= SHOWN) ? String.join(", ", names)
				: String.join(", ", names.subList(0, SHOWN)) + " and " + (names.size() - SHOWN) + " more";
	}

}
