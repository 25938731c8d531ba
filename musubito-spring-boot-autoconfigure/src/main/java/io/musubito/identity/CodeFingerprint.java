package io.musubito.identity;

import java.util.Collections;
import java.util.SortedMap;

/**
 * The code that a step consists of.
 *
 * @param hash the hash of all parts
 * @param parts the hash of each part by its name, to say later which one has changed: a
 * method ({@code com.acme.Validator#check(java.lang.String)}, constructors as
 * {@code #<init>}, static initialisers as {@code #<clinit>}), or what is declared of a
 * class beside its methods ({@code com.acme.Finding})
 * @param boundary what the code reaches but the hash doesn't cover
 */
public record CodeFingerprint(String hash, SortedMap<String, String> parts, CodeBoundary boundary) {

	/**
	 * The fingerprint of a step whose code doesn't count.
	 * @return a fingerprint without parts
	 */
	public static CodeFingerprint none() {
		return of(Collections.emptySortedMap(), CodeBoundary.NONE);
	}

	static CodeFingerprint of(SortedMap<String, String> parts, CodeBoundary boundary) {
		DigestSink sink = new DigestSink("code");
		parts.forEach((name, hash) -> {
			sink.text(name);
			sink.text(hash);
		});
		return new CodeFingerprint(sink.hex(), parts, boundary);
	}

}
