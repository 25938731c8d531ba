package io.musubito.identity;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.musubito.value.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that keys of effects are hashes of. They never change: with other bytes,
 * everything that has happened would be performed again. Nothing of this is shared with
 * the keys of other steps, which change with each release that understands more.
 */
final class EffectEncoding {

	/**
	 * The name of the encoding, a part of each hash.
	 */
	static final String SCHEME = "effect/1";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final DataOutputStream out = new DataOutputStream(this.bytes);

	private EffectEncoding() {
	}

	/**
	 * Hashes one value.
	 * @param value the value
	 * @return the hash (SHA-256) in lower-case hex
	 */
	static String hash(EffectValue value) {
		return hash((encoding) -> {
			encoding.text("value");
			encoding.value(value);
		});
	}

	/**
	 * Makes the key of an effect.
	 * @param operation its operation
	 * @param version its version
	 * @param inputs the hashes of what identifies it, by name
	 * @return the hash (SHA-256) in lower-case hex
	 */
	static String key(String namespace, String operation, String version, SortedMap<String, String> inputs) {
		return hash((encoding) -> {
			if (namespace.isEmpty()) {
				encoding.text("key");
			}
			else {
				// Without a namespace, keys stay what they are: another one would perform
				// the effect again
				encoding.text("key in namespace");
				encoding.text(namespace);
			}
			encoding.text(operation);
			encoding.text(version);
			encoding.out.writeInt(inputs.size());
			for (Map.Entry<String, String> input : inputs.entrySet()) {
				encoding.text(input.getKey());
				encoding.text(input.getValue());
			}
		});
	}

	private static String hash(Content content) {
		return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes((encoding) -> {
			encoding.text(SCHEME);
			content.writeTo(encoding);
		})));
	}

	private static byte[] bytes(Content content) {
		EffectEncoding encoding = new EffectEncoding();
		try {
			content.writeTo(encoding);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return encoding.bytes.toByteArray();
	}

	// An if for each of them: a switch over patterns needs a newer Java
	private void value(EffectValue value) throws IOException {
		if (value instanceof EffectValue.Nothing) {
			this.out.writeByte('0');
		}
		else if (value instanceof EffectValue.Atom atom) {
			this.out.writeByte('a');
			text(atom.kind().name());
			text(atom.text());
		}
		else if (value instanceof EffectValue.Bytes content) {
			this.out.writeByte('b');
			text(content.sha256());
		}
		else if (value instanceof EffectValue.Sequence sequence) {
			this.out.writeByte('s');
			this.out.writeInt(sequence.elements().size());
			for (EffectValue element : sequence.elements()) {
				value(element);
			}
		}
		else if (value instanceof EffectValue.Unordered unordered) {
			this.out.writeByte('u');
			sorted(unordered.elements().stream().map((element) -> bytes((inner) -> inner.value(element))).toList());
		}
		else if (value instanceof EffectValue.Mapping mapping) {
			this.out.writeByte('m');
			sorted(mapping.entries().stream().map((entry) -> bytes((inner) -> {
				inner.value(entry.key());
				inner.value(entry.value());
			})).toList());
		}
		else if (value instanceof EffectValue.Composite composite) {
			this.out.writeByte('c');
			variant(composite.variant());
			this.out.writeInt(composite.parts().size());
			for (Map.Entry<String, EffectValue> part : composite.parts().entrySet()) {
				text(part.getKey());
				value(part.getValue());
			}
		}
		else if (value instanceof EffectValue.Constant constant) {
			this.out.writeByte('e');
			variant(constant.variant());
			text(constant.name());
		}
	}

	private void variant(@Nullable String variant) throws IOException {
		this.out.writeBoolean(variant != null);
		if (variant != null) {
			text(variant);
		}
	}

	private void sorted(List<byte[]> encoded) throws IOException {
		List<byte[]> sorted = encoded.stream().sorted(Arrays::compareUnsigned).toList();
		this.out.writeInt(sorted.size());
		for (byte[] element : sorted) {
			this.out.writeInt(element.length);
			this.out.write(element);
		}
	}

	private void text(String text) throws IOException {
		this.out.writeInt(text.length());
		// As they are: an encoding would make one of all unpaired surrogates
		this.out.writeChars(text);
	}

	/**
	 * Something that is written.
	 */
	@FunctionalInterface
	private interface Content {

		void writeTo(EffectEncoding encoding) throws IOException;

	}

}
