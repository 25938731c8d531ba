package io.musubito.code;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/**
 * Reads what a {@link FingerprintWriter} wrote.
 */
final class FingerprintReader {

	private final DataInputStream in;

	private final String[] texts;

	private final Consulted[] classes;

	FingerprintReader(DataInputStream in) throws IOException {
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

	Map<String, Entry> entries() throws IOException {
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
				new CodeDependencies(sorted(), sorted(), sorted(), sorted(), sorted(), sorted(), ambient(), sorted()));
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
