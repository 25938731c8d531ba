package io.musubito.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Neutral changes of files as a whole.
 */
final class AddedFiles {

	private static final String LABELS = "desk.labels.";

	private static final String DESK = "com/acme/desk/";

	private AddedFiles() {
	}

	static List<Edit> find(Sources sources) {
		List<Edit> edits = new ArrayList<>();
		added(edits, "unrelated class", DESK + "Unrelated.java",
				"package com.acme.desk;\n\nclass Unrelated {\n\n\tString text = \"x\";\n\n}\n");
		added(edits, "unrelated class", DESK + "other/Unrelated.java",
				"package com.acme.desk.other;\n\nenum Unrelated { A, B }\n");
		added(edits, "unrelated bean", DESK + "Unrelated.java",
				"package com.acme.desk;\n\n@org.springframework.stereotype.Component\nclass Unrelated {\n\n}\n");
		added(edits, "unrelated step", DESK + "Unrelated.java", """
				package com.acme.desk;

				@org.springframework.stereotype.Service
				public class Unrelated {

					@io.musubito.MusubitoStep(name = "unrelated")
					public String answer(String question) {
						return question + "!";
					}

				}
				""");
		added(edits, "unrelated resource", "prompts/unrelated.st", "Unrelated.");
		added(edits, "unrelated resource", "messages.properties", "a=b\n");
		String properties = "application.properties";
		String text = sources.get(properties);
		List<String> lines = new ArrayList<>(text.lines().toList());
		Collections.reverse(lines);
		// The entries of a map keep their order: it is that of the map
		lines.removeIf((line) -> line.startsWith(LABELS));
		text.lines().filter((line) -> line.startsWith(LABELS)).forEach(lines::add);
		edits.add(Edit.neutral("properties reordered", properties, 0, text.length(), String.join("\n", lines) + "\n"));
		edits.add(Edit.neutral("properties commented", properties, 0, 0, "# What the desk is like\n\n"));
		return edits;
	}

	private static void added(List<Edit> edits, String kind, String file, String content) {
		edits.add(Edit.neutral(kind, file, 0, 0, content));
	}

}
