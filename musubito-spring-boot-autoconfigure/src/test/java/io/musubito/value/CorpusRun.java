package io.musubito.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;

/**
 * Tries all pairs of values of the corpus. As a program it prints the hash of each, to be
 * compared with those of another process.
 */
public final class CorpusRun {

	/** Made without arguments, they hold the current time. */
	private static final Set<String> NOW = Set.of("java.util.Date java.util.Date[]",
			"org.springframework.ai.image.ImageResponseMetadata org.springframework.ai.image.ImageResponseMetadata[]");

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> type.getName().startsWith("io.musubito."));

	/** The hash of each value by what it was made with; empty for a refused one. */
	final Map<String, String> hashes = new LinkedHashMap<>();

	final List<String> wrong = new ArrayList<>();

	int classes;

	int pairs;

	int refusedClasses;

	int refusedPairs;

	public static void main(String[] arguments) {
		CorpusRun run = new CorpusRun();
		run.tryAll();
		run.wrong.forEach((wrong) -> System.out.println("WRONG " + wrong));
		System.out.println(run);
		run.hashes.forEach((name, hash) -> System.out.println("CORPUS " + name + "=" + hash));
		System.exit(0);
	}

	void tryAll() {
		for (Class<?> type : Corpus.classes()) {
			int pairsBefore = this.pairs;
			int refusedBefore = this.refusedPairs;
			for (CorpusRecipe recipe : CorpusRecipe.recipes(type)) {
				tryRecipe(type, recipe);
			}
			this.classes += (this.pairs > pairsBefore) ? 1 : 0;
			this.refusedClasses += (this.pairs > pairsBefore
					&& this.pairs - pairsBefore == this.refusedPairs - refusedBefore) ? 1 : 0;
		}
	}

	private void tryRecipe(Class<?> type, CorpusRecipe recipe) {
		String name = type.getName() + " " + recipe.name();
		tryPair(name, recipe, -1);
		for (int i = 0; i < recipe.parameters().length; i++) {
			tryPair(name + " " + i, recipe, i);
		}
	}

	/**
	 * Tries one pair.
	 * @param changed the argument in which the two are made differently; none when it is
	 * -1
	 */
	private void tryPair(String name, CorpusRecipe recipe, int changed) {
		Object value = recipe.make(-1);
		Object twin = recipe.make(-1);
		Object other = recipe.make(changed);
		Object read = recipe.make(-1);
		if (value == null || twin == null || other == null || read == null) {
			return;
		}
		this.pairs++;
		String hash = hash(value);
		String otherHash = hash(other);
		String twinHash = hash(twin);
		if (hash == null || otherHash == null || twinHash == null) {
			this.refusedPairs++;
			return;
		}
		// What a client adds to it is no content
		boolean comparable = areEqual(value, twin) && !(value instanceof Usage);
		boolean equal = areEqual(value, other);
		boolean same = use(value) == use(twin);
		if (!hash.equals(hash(value))) {
			this.wrong.add(name + ": another hash after it was used");
		}
		Map<String, String> readings = CorpusReadings.of(read);
		Set<String> unstable = CorpusReadings.different(readings, CorpusReadings.of(twin));
		Set<String> different = CorpusReadings.different(readings, CorpusReadings.of(other));
		different.removeAll(unstable);
		if ((!different.isEmpty() || (comparable && !equal)) && hash.equals(otherHash)) {
			this.wrong.add(name + ": differ, and have one hash: " + different);
		}
		if (comparable && same && !NOW.contains(name) && unstable.isEmpty() && !hash.equals(twinHash)) {
			this.wrong.add(name + ": equal, and have two hashes");
		}
		if (hash.equals(twinHash) && !NOW.contains(name)) {
			this.hashes.put(name, hash + " " + otherHash);
		}
	}

	private static int use(Object value) {
		try {
			String text = value.toString();
			return value.hashCode() + ((text != null) ? 0 : 1);
		}
		catch (RuntimeException | LinkageError ex) {
			return 0;
		}
	}

	@Override
	public String toString() {
		return "%d classes (%d of them refused), %d pairs (%d of them refused), %d wrong".formatted(this.classes,
				this.refusedClasses, this.pairs, this.refusedPairs, this.wrong.size());
	}

	private static boolean areEqual(Object one, Object other) {
		try {
			return one.equals(other) && other.equals(one);
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

	private @Nullable String hash(Object value) {
		try {
			return this.encoder.hash(value, Object.class);
		}
		catch (UnhashableValueException ex) {
			return null;
		}
	}

}
