package io.musubito.code;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.value.DigestSink;

/**
 * The code that a step consists of.
 *
 * @param hash the hash of all parts
 * @param level how much code counts
 * @param parts the hash of each part by its name, to say later which one has changed: a
 * method ({@code com.acme.Validator#check(java.lang.String)}, constructors as
 * {@code #<init>}, static initialisers as {@code #<clinit>}), or what is declared of a
 * class beside its methods ({@code com.acme.Finding})
 * @param boundary what the code reaches but the hash doesn't cover
 * @param dependencies what the code depends on beside itself
 */
public record CodeFingerprint(String hash, CodeLevel level, SortedMap<String, String> parts, CodeBoundary boundary,
		CodeDependencies dependencies) {

	/**
	 * The fingerprint of a step whose code doesn't count.
	 * @return a fingerprint without parts
	 */
	public static CodeFingerprint none() {
		return of(CodeLevel.NONE, Collections.emptySortedMap(), CodeBoundary.NONE, CodeDependencies.NONE);
	}

	/**
	 * The parts that are others than they were, those that are new, and those that are
	 * gone.
	 * @param before the hash of each part by its name
	 * @return their names
	 */
	public SortedSet<String> changedSince(SortedMap<String, String> before) {
		SortedSet<String> changed = new TreeSet<>(before.keySet());
		changed.addAll(this.parts.keySet());
		changed.removeIf((part) -> Objects.equals(before.get(part), this.parts.get(part)));
		return changed;
	}

	static CodeFingerprint of(CodeLevel level, SortedMap<String, String> parts, CodeBoundary boundary,
			CodeDependencies dependencies) {
		DigestSink sink = new DigestSink("code");
		parts.forEach((name, hash) -> {
			sink.text(name);
			sink.text(hash);
		});
		return new CodeFingerprint(sink.hex(), level, parts, boundary, dependencies);
	}

}
