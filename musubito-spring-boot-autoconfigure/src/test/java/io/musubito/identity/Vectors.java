package io.musubito.identity;

import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.value.CanonicalEncoder;

/**
 * Values and what they are hashed to. As a program, prints these, for a process with
 * other defaults.
 */
public final class Vectors {

	private Vectors() {
	}

	static CanonicalEncoder encoder() {
		return new CanonicalEncoder((type) -> type.getName().startsWith(Vectors.class.getPackageName()));
	}

	/**
	 * The hashes of all values, in the order of the file.
	 */
	static Map<String, String> hashes() {
		Map<String, Object> values = new LinkedHashMap<>();
		ScalarVectors.add(values);
		TimeVectors.add(values);
		CollectionVectors.add(values);
		ObjectVectors.add(values);
		SpringVectors.add(values);
		MessageVectors.add(values);
		OptionsVectors.add(values);
		CanonicalEncoder encoder = encoder();
		Map<String, String> hashes = new LinkedHashMap<>();
		values.forEach((name, value) -> hashes.put(name, encoder.hash(value, Object.class)));
		return hashes;
	}

	public static void main(String[] args) {
		hashes().forEach((name, hash) -> System.out.println(name + " = " + hash));
	}

}
