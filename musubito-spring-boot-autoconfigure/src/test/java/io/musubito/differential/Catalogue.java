package io.musubito.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.musubito.differential.SourceCompiler.Parsed;

/**
 * All changes that can be made in one place, by kind.
 */
record Catalogue(SortedMap<String, List<Edit>> byKind) {

	static Catalogue of(Sources sources, SourceCompiler compiler) {
		List<Edit> edits = new ArrayList<>(new DesignEdits(sources).find());
		edits.addAll(AddedFiles.find(sources));
		for (Map.Entry<String, String> file : sources.files().entrySet()) {
			if (Sources.isJava(file.getKey())) {
				Parsed parsed = compiler.parse(file.getKey(), file.getValue());
				edits.addAll(new LiteralEdits(parsed).find());
				edits.addAll(new CodeEdits(parsed).find());
				edits.addAll(new NeutralEdits(parsed).find());
			}
		}
		return new Catalogue(
				edits.stream().collect(Collectors.groupingBy(Edit::kind, TreeMap::new, Collectors.toList())));
	}

	List<String> kinds() {
		return List.copyOf(this.byKind.keySet());
	}

	List<Edit> of(String kind) {
		return this.byKind.get(kind);
	}

}
