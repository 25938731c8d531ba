package io.musubito.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * The application that {@link StartupCost} starts. It answers letters of customers, and
 * has the same 20 classes and 8 steps for each thing that such letters are about: those
 * for parcels are written down, the others are made from them.
 */
final class DeskSources {

	static final String MAIN_CLASS = "com.acme.desk.DeskApplication";

	private static final String FOLDER = "classpath:io/musubito/benchmark/application/";

	private static final List<String> SUBJECTS = List.of("account", "booking", "cable", "claim", "contract", "coupon",
			"delivery", "device", "domain", "insurance", "invoice", "lease", "licence", "meter", "parcel", "passport",
			"payment", "permit", "pledge", "policy", "repair", "tariff", "ticket", "training", "warranty");

	private final List<Path> sources = new ArrayList<>();

	private final Path classes;

	private final Path folder;

	/**
	 * Writes the sources.
	 * @param folder where to
	 */
	DeskSources(Path folder) throws IOException {
		this.folder = folder;
		this.classes = Files.createDirectories(folder.resolve("classes"));
		for (Resource source : find("shared/*")) {
			write(source, "parcel", folder.resolve("com/acme/desk"));
		}
		for (String subject : SUBJECTS) {
			for (Resource source : find("parcel/*")) {
				write(source, subject, folder.resolve("com/acme/desk/" + subject));
			}
		}
	}

	/**
	 * Changes a number in a class that steps of one bean reach.
	 */
	DeskSources edit() throws IOException {
		Path file = this.folder.resolve("com/acme/desk/parcel/ParcelScoring.java");
		Files.writeString(file, Files.readString(file).replace("count * 4.5", "count * 4.6"));
		return this;
	}

	/**
	 * Compiles the sources as Boot's build plugins do.
	 * @return the folder of the classes
	 */
	Path compile(String classPath) {
		List<String> arguments = new ArrayList<>(
				List.of("-d", this.classes.toString(), "-cp", classPath, "-parameters", "-g", "-proc:none", "-nowarn"));
		this.sources.forEach((source) -> arguments.add(source.toString()));
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new IllegalStateException("The application in " + this.folder + " does not compile");
		}
		return this.classes;
	}

	private static Resource[] find(String pattern) throws IOException {
		return new PathMatchingResourcePatternResolver().getResources(FOLDER + pattern);
	}

	private void write(Resource template, String subject, Path target) throws IOException {
		String text = template.getContentAsString(StandardCharsets.UTF_8);
		String name = String.valueOf(template.getFilename());
		boolean source = name.endsWith(".java");
		Path file = ((source) ? target : this.classes).resolve(rename(name, subject));
		Files.createDirectories(file.getParent());
		Files.writeString(file, rename(text, subject));
		if (source) {
			this.sources.add(file);
		}
	}

	private static String rename(String text, String subject) {
		return text.replace("parcel", subject).replace("Parcel", StringUtils.capitalize(subject));
	}

}
