package io.musubito.code;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.musubito.code.Evidence.Consulted;
import io.musubito.code.FingerprintMemory.Entry;
import io.musubito.value.Sha256;

/**
 * Writes numbers for texts and classes, and these before them.
 */
final class FingerprintWriter {

	private final Map<String, Integer> texts = new HashMap<>();

	private final Map<Consulted, Integer> classes = new HashMap<>();

	private final ByteArrayOutputStream textBytes = new ByteArrayOutputStream();

	private final ByteArrayOutputStream classBytes = new ByteArrayOutputStream();

	private final ByteArrayOutputStream entryBytes = new ByteArrayOutputStream();

	private final DataOutputStream textsOut = new DataOutputStream(this.textBytes);

	private final DataOutputStream classesOut = new DataOutputStream(this.classBytes);

	private final DataOutputStream out = new DataOutputStream(this.entryBytes);

	void entries(Map<String, Entry> entries) throws IOException {
		this.out.writeInt(entries.size());
		for (Map.Entry<String, Entry> entry : entries.entrySet()) {
			text(this.out, entry.getKey());
			fingerprint(entry.getValue().fingerprint());
			Evidence evidence = entry.getValue().evidence();
			this.out.writeInt(evidence.classes().size());
			for (Consulted consulted : evidence.classes()) {
				this.out.writeInt(number(consulted));
			}
			texts(evidence.named());
			texts(evidence.answers());
		}
	}

	private void fingerprint(CodeFingerprint fingerprint) throws IOException {
		text(this.out, fingerprint.hash());
		text(this.out, fingerprint.level().name());
		this.out.writeInt(fingerprint.parts().size());
		for (Map.Entry<String, String> part : fingerprint.parts().entrySet()) {
			text(this.out, part.getKey());
			text(this.out, part.getValue());
		}
		texts(fingerprint.boundary().external());
		texts(fingerprint.boundary().unresolved());
		texts(fingerprint.boundary().reflection());
		texts(fingerprint.boundary().surroundings());
		texts(fingerprint.boundary().state());
		texts(fingerprint.boundary().advice());
		CodeDependencies dependencies = fingerprint.dependencies();
		texts(dependencies.fields());
		texts(dependencies.changed());
		texts(dependencies.covered());
		texts(dependencies.inspected());
		texts(dependencies.named());
		texts(dependencies.properties());
		texts(dependencies.ambient().stream().map(Ambient::name).toList());
		texts(dependencies.libraries());
	}

	private int number(Consulted consulted) throws IOException {
		Integer known = this.classes.get(consulted);
		if (known != null) {
			return known;
		}
		int number = this.classes.size();
		this.classes.put(consulted, number);
		text(this.classesOut, consulted.name());
		this.classesOut.writeBoolean(consulted.application());
		text(this.classesOut, consulted.known());
		return number;
	}

	private void texts(Collection<String> texts) throws IOException {
		this.out.writeInt(texts.size());
		for (String text : texts) {
			text(this.out, text);
		}
	}

	private void text(DataOutputStream to, String text) throws IOException {
		Integer number = this.texts.get(text);
		if (number == null) {
			number = this.texts.size();
			this.texts.put(text, number);
			this.textsOut.writeUTF(text);
		}
		to.writeInt(number);
	}

	byte[] finish(String algorithm) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		DataOutputStream all = new DataOutputStream(content);
		all.writeUTF(algorithm);
		all.writeInt(this.texts.size());
		this.textBytes.writeTo(all);
		all.writeInt(this.classes.size());
		this.classBytes.writeTo(all);
		this.entryBytes.writeTo(all);
		byte[] bytes = new byte[FingerprintFile.HASH_BYTES + content.size()];
		System.arraycopy(content.toByteArray(), 0, bytes, FingerprintFile.HASH_BYTES, content.size());
		System.arraycopy(Sha256.newDigest().digest(content.toByteArray()), 0, bytes, 0, FingerprintFile.HASH_BYTES);
		return bytes;
	}

}
