package io.musubito.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;

/**
 * The files of one demo: its store and its own copy of the prompts, in a new directory.
 *
 * @param directory the directory
 */
record DemoFiles(Path directory) {

	/** What is replaced in the prompt of the draft. */
	static final String BEFORE = "at most 4 sentences";

	/** What it is replaced with. */
	static final String AFTER = "at most 2 sentences";

	private static final List<String> PROMPTS = List.of("constraints.st", "draft.st", "investigate.st", "quick.st");

	static DemoFiles create() throws IOException {
		DemoFiles files = new DemoFiles(Files.createTempDirectory("musubito-demo-"));
		Files.createDirectory(files.prompts());
		for (String prompt : PROMPTS) {
			Files.write(files.prompts().resolve(prompt),
					new ClassPathResource("prompts/" + prompt).getContentAsByteArray());
		}
		return files;
	}

	Path store() {
		return this.directory.resolve("musubito.db");
	}

	Path prompts() {
		return this.directory.resolve("prompts");
	}

	private String promptsLocation() {
		return StringUtils.trimTrailingCharacter(prompts().toUri().toString(), '/');
	}

	/**
	 * The arguments that start the application on these files.
	 * @param arguments other arguments
	 * @return all of them
	 */
	List<String> addTo(List<String> arguments) {
		List<String> all = new ArrayList<>(arguments);
		all.add("--musubito.store.path=" + store());
		all.add("--sample.prompts=" + promptsLocation());
		return all;
	}

	void changeDraftPrompt() throws IOException {
		Path prompt = prompts().resolve("draft.st");
		String text = Files.readString(prompt);
		if (!text.contains(BEFORE)) {
			throw new UnmetExpectationException("the prompt draft.st to contain \"" + BEFORE + "\"", "it does not");
		}
		Files.writeString(prompt, text.replace(BEFORE, AFTER));
	}

}
