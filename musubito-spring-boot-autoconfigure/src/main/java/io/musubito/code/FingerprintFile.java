package io.musubito.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.code.Evidence.Consulted;
import io.musubito.code.FingerprintMemory.Entry;
import io.musubito.value.Sha256;

/**
 * Fingerprints and their evidence as bytes: a hash of the content, which begins with the
 * algorithm that computed them, then each text once, then the fingerprints. What is not
 * exactly so is as good as nothing.
 */
final class FingerprintFile {

	private static final int HASH_BYTES = 32;

	private FingerprintFile() {
	}

	/**
	 * Writes fingerprints.
	 * @param algorithm what computed them
	 * @param entries the fingerprints by question
	 * @return the bytes, empty when a text is too long
	 */
	static Optional<byte[]> write(String algorithm, Map<String, Entry> entries) {
		Writer writer = new Writer();
		try {
			writer.entries(entries);
			return Optional.of(writer.finish(algorithm));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads fingerprints.
	 * @param algorithm what has to have computed them
	 * @param bytes what was written
	 * @return the fingerprints by question, none when the bytes are damaged or another
	 * algorithm computed them
	 */
	static Map<String, Entry> read(String algorithm, byte[] bytes) {
		if (bytes.length < HASH_BYTES) {
			return Map.of();
		}
		MessageDigest digest = Sha256.newDigest();
		digest.update(bytes, HASH_BYTES, bytes.length - HASH_BYTES);
		if (!Arrays.equals(digest.digest(), 0, HASH_BYTES, bytes, 0, HASH_BYTES)) {
			return Map.of();
		}
		try {
			DataInputStream in = new DataInputStream(
					new ByteArrayInputStream(bytes, HASH_BYTES, bytes.length - HASH_BYTES));
			return (in.readUTF().equals(algorithm)) ? new Reader(in).entries() : Map.of();
		}
		catch (IOException | RuntimeException ex) {
			return Map.of();
		}
	}

	/**
	 * Writes numbers for texts and classes, and these before them.
	 */
	private static final class Writer {

		private final Map<String, Integer> texts = new HashMap<>();

		private final Map<Consulted, Integer> classes = new HashMap<>();

		private final ByteArrayOutputStream textBytes = new ByteArrayOutputStream();

		private final ByteArrayOutputStream classBytes = new ByteArrayOutputStream();

		private final ByteArrayOutputStream entryBytes = new ByteArrayOutputStream();

		private final DataOutputStream textsOut = new DataOutputStream(this.textBytes);

		private final DataOutputStream classesOut = new DataOutputStream(this.classBytes);

		private final DataOutputStream out = new DataOutputStream(this.entryBytes);

		private void entries(Map<String, Entry> entries) throws IOException {
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

		private byte[] finish(String algorithm) throws IOException {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			DataOutputStream all = new DataOutputStream(content);
			all.writeUTF(algorithm);
			all.writeInt(this.texts.size());
			this.textBytes.writeTo(all);
			all.writeInt(this.classes.size());
			this.classBytes.writeTo(all);
			this.entryBytes.writeTo(all);
			byte[] bytes = new byte[HASH_BYTES + content.size()];
			System.arraycopy(content.toByteArray(), 0, bytes, HASH_BYTES, content.size());
			System.arraycopy(Sha256.newDigest().digest(content.toByteArray()), 0, bytes, 0, HASH_BYTES);
			return bytes;
		}

	}

	/**
	 * Reads what the writer wrote.
	 */
	private static final class Reader {

		private final DataInputStream in;

		private final String[] texts;

		private final Consulted[] classes;

		private Reader(DataInputStream in) throws IOException {
			this.in = in;
			this.texts = new String[in.readInt()];
			for (int i = 0; i < this.texts.length; i++) {
				this.texts[i] = in.readUTF();
			}
			this.classes = new Consulted[in.readInt()];
			for (int i = 0; i < this.classes.length; i++) {
				this.classes[i] = new Consulted(text(), in.readBoolean(), text());
			}
		}

		private Map<String, Entry> entries() throws IOException {
			int count = this.in.readInt();
			Map<String, Entry> entries = new HashMap<>();
			for (int i = 0; i < count; i++) {
				String question = text();
				CodeFingerprint fingerprint = fingerprint();
				int size = this.in.readInt();
				List<Consulted> consulted = new ArrayList<>(size);
				for (int j = 0; j < size; j++) {
					consulted.add(this.classes[this.in.readInt()]);
				}
				entries.put(question, new Entry(fingerprint, new Evidence(consulted, texts(), texts())));
			}
			return entries;
		}

		private CodeFingerprint fingerprint() throws IOException {
			String hash = text();
			CodeLevel level = CodeLevel.valueOf(text());
			SortedMap<String, String> parts = new TreeMap<>();
			int size = this.in.readInt();
			for (int i = 0; i < size; i++) {
				parts.put(text(), text());
			}
			return new CodeFingerprint(hash, level, Collections.unmodifiableSortedMap(parts),
					new CodeBoundary(sorted(), sorted(), sorted(), sorted(), sorted(), sorted()),
					new CodeDependencies(sorted(), sorted(), sorted(), sorted(), sorted(), sorted(), ambient()));
		}

		private Set<Ambient> ambient() throws IOException {
			return texts().stream().map(Ambient::valueOf).collect(Collectors.toSet());
		}

		private SortedSet<String> sorted() throws IOException {
			return new TreeSet<>(texts());
		}

		private Set<String> texts() throws IOException {
			Set<String> texts = new HashSet<>();
			int size = this.in.readInt();
			for (int i = 0; i < size; i++) {
				texts.add(text());
			}
			return texts;
		}

		private String text() throws IOException {
			return this.texts[this.in.readInt()];
		}

	}

}
