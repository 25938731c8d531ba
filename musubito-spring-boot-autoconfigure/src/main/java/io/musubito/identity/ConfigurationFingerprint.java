package io.musubito.identity;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * The content of the resources and the values of the properties that a step declares.
 * Built when the application starts, asked at each call.
 * <p>
 * An application may have read a prompt once, when it started, or may read it at each
 * call; from outside that can't be told. So while the content is what it was at startup,
 * it counts alone; when it is another one, both count.
 * <p>
 * Files are read again when their stamp changes; resources in archives are read once. A
 * property counts with all that is below it. Safe for use by many threads.
 */
public final class ConfigurationFingerprint {

	private final List<ConfigurationEntry> entries;

	private final @Nullable ModelEntries models;

	private final BooleanSupplier modelsCount;

	private final Supplier<SortedMap<String, String>> fixed;

	private volatile @Nullable Merged merged;

	ConfigurationFingerprint(List<ConfigurationEntry> entries, @Nullable ModelEntries models,
			BooleanSupplier modelsCount, Supplier<SortedMap<String, String>> fixed) {
		this.entries = List.copyOf(entries);
		this.models = models;
		this.modelsCount = modelsCount;
		this.fixed = fixed;
	}

	/**
	 * What the configuration is now. Costs a look at each file, and reads those that
	 * changed.
	 * @return hashes by {@code resource <location>} and {@code property <key>}, and what
	 * is the same at each call; a property that isn't set is {@code unset}
	 * @throws StepDefinitionException if a resource that was there can't be read any more
	 */
	public SortedMap<String, String> current() {
		SortedMap<String, String> always = this.fixed.get();
		if (this.entries.isEmpty() && this.models == null) {
			return always;
		}
		SortedMap<String, String> ofModels = ofModels();
		if (this.entries.isEmpty()) {
			return merged(always, ofModels);
		}
		SortedMap<String, String> current = new TreeMap<>(always);
		current.putAll(ofModels);
		for (ConfigurationEntry entry : this.entries) {
			current.put(entry.component(), entry.current());
		}
		return Collections.unmodifiableSortedMap(current);
	}

	private SortedMap<String, String> ofModels() {
		SortedMap<String, String> ofModels = (this.models != null) ? this.models.components()
				: Collections.emptySortedMap();
		return (ofModels.isEmpty() || this.modelsCount.getAsBoolean()) ? ofModels : Collections.emptySortedMap();
	}

	/**
	 * Both together, made once as long as both are the same.
	 */
	private SortedMap<String, String> merged(SortedMap<String, String> always, SortedMap<String, String> ofModels) {
		Merged last = this.merged;
		if (last == null || last.always != always || last.ofModels != ofModels) {
			SortedMap<String, String> all = new TreeMap<>(always);
			all.putAll(ofModels);
			last = new Merged(always, ofModels, Collections.unmodifiableSortedMap(all));
			this.merged = last;
		}
		return last.all;
	}

	/**
	 * What the configuration is now, with what is known already.
	 * @param known components, which stay what they are where both have one
	 * @return all of them
	 */
	public SortedMap<String, String> addTo(SortedMap<String, String> known) {
		if (this.entries.isEmpty()) {
			return known;
		}
		SortedMap<String, String> all = new TreeMap<>(current());
		all.putAll(known);
		return Collections.unmodifiableSortedMap(all);
	}

	/**
	 * What was merged.
	 *
	 * @param always the one part
	 * @param ofModels the other part
	 * @param all both
	 */
	private record Merged(SortedMap<String, String> always, SortedMap<String, String> ofModels,
			SortedMap<String, String> all) {

	}

}
