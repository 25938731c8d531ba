package io.musubito.identity;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which name a member counts, as it is remembered.
 *
 * @param name its name in the code
 * @param canonical the name that counts
 * @param signature what it holds, as far as that tells members apart
 * @param position its position among the members; -1 when it is none any more
 * @param counts whether it identifies the effect
 * @param places where in it objects are, by the path from there
 */
record EffectPart(String name, String canonical, String signature, int position, boolean counts,
		SortedMap<String, Place> places) {

	static final int RETIRED = -1;

	EffectPart retired() {
		return new EffectPart(this.name, this.canonical, this.signature, RETIRED, this.counts, this.places);
	}

	boolean isRetired() {
		return this.position == RETIRED;
	}

	void write(StringBuilder text) {
		text.append(String.join("\t", "part", this.name, this.canonical, this.signature,
				Integer.toString(this.position), Boolean.toString(this.counts)))
			.append('\n');
		this.places.forEach((path, place) -> text
			.append(String.join("\t", "place", path, place.type(), Boolean.toString(place.open()), place.plain()))
			.append('\n'));
	}

	static EffectPart read(String[] line) {
		return new EffectPart(line[1], line[2], line[3], Integer.parseInt(line[4]), Boolean.parseBoolean(line[5]),
				new TreeMap<>());
	}

	/**
	 * A place where an object is expected.
	 *
	 * @param type the name of the declared class
	 * @param open whether objects of several classes may be there
	 * @param plain the variant whose name does not count there: the class that was
	 * declared first; empty when that was no class of which there can be an object
	 */
	record Place(String type, boolean open, String plain) {

		static Place read(String[] line) {
			return new Place(line[2], Boolean.parseBoolean(line[3]), (line.length > 4) ? line[4] : "");
		}

	}

}
