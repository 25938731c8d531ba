package io.musubito.identity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a call was given, by hashes. They count in the order of their names, so that a
 * replay key can be computed from the components that are stored.
 *
 * @param hashes the hashes of the inputs by {@code input.<name>}
 * @param codes the code of the classes that came with them, by {@code code <class>}
 * @param upstream the hash of the artifacts that were merged; {@code null} without any
 */
public record RecordedInputs(SortedMap<String, String> hashes, SortedMap<String, String> codes,
		@Nullable String upstream) {

	private static final String CODE = "code ";

	private static final String INPUT = "input.";

	/**
	 * What a recorded call was given.
	 * @param components what its key was made of
	 * @param codes the code, today, of the classes that came with its inputs
	 * @return its inputs
	 */
	public static RecordedInputs of(SortedMap<String, String> components, SortedMap<String, String> codes) {
		return new RecordedInputs(components.subMap("input.", "input/"), codes, components.get("upstream"));
	}

	/**
	 * The inputs of an effect.
	 * @return the hashes by the names by which they count
	 */
	public SortedMap<String, String> byName() {
		SortedMap<String, String> byName = new TreeMap<>();
		this.hashes.forEach((component, hash) -> byName.put(component.substring(INPUT.length()), hash));
		return byName;
	}

	/**
	 * The class whose code a component is.
	 * @param component its name
	 * @return the name of the class
	 */
	public static String classOf(String component) {
		return component.substring(CODE.length());
	}

	/**
	 * The components of a recorded call that are the code of a class, whether it came
	 * with the inputs or is what the step reaches.
	 * @param components what its key was made of
	 * @return the part
	 */
	public static SortedMap<String, String> codes(SortedMap<String, String> components) {
		return Collections.unmodifiableSortedMap(components.subMap(CODE, CODE + Character.MAX_VALUE));
	}

}
