package io.musubito.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A library on the class path.
 *
 * @param group its group; {@code null} when it doesn't tell it
 * @param artifact its name
 * @param version its version; {@code null} when it doesn't tell it
 * @param names names that tell the group when nothing else does: of its module and of its
 * packages
 * @param content its files
 */
record Library(@Nullable String group, String artifact, @Nullable String version, Set<String> names,
		LibraryContent content) {

	private static final Pattern FILE = Pattern.compile("([^/!]+?)(?:-(\\d[^/!]*))?\\.jar(?:!/|/!)?/?$");

	private static final Pattern FOLDER = Pattern.compile("([^/]+)/(?:target|build|out|bin)/[^!]*$");

	private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

	/**
	 * Reads what a library says of itself, else what its file is called.
	 */
	static Library read(String root) throws IOException {
		LibraryContent content = new LibraryContent(root);
		Matcher file = FILE.matcher(root);
		boolean archive = file.find();
		Matcher folder = FOLDER.matcher(root);
		String artifact = (archive) ? file.group(1) : (folder.find()) ? folder.group(1) : root;
		Attributes manifest = manifest(content);
		String version = first((archive) ? file.group(2) : null, manifest.getValue("Implementation-Version"),
				manifest.getValue("Bundle-Version"));
		Properties pom = pom(content, artifact);
		if (pom != null) {
			return new Library(pom.getProperty("groupId"), pom.getProperty("artifactId", artifact),
					first(pom.getProperty("version"), version), Set.of(), content);
		}
		return new Library(null, artifact, version, names(content, manifest), content);
	}

	/**
	 * An archive may contain others, with what these say of themselves.
	 */
	private static @Nullable Properties pom(LibraryContent content, String artifact) throws IOException {
		List<String> poms = content.names().filter((name) -> POM.matcher(name).matches()).toList();
		Properties only = null;
		for (String name : poms) {
			Properties pom = new Properties();
			try (InputStream stream = content.open(name)) {
				pom.load(stream);
			}
			if (artifact.equals(pom.getProperty("artifactId"))) {
				return pom;
			}
			only = pom;
		}
		return (poms.size() == 1) ? only : null;
	}

	private static Attributes manifest(LibraryContent content) throws IOException {
		try (InputStream stream = content.open("META-INF/MANIFEST.MF")) {
			return new Manifest(stream).getMainAttributes();
		}
	}

	private static Set<String> names(LibraryContent content, Attributes manifest) {
		Set<String> names = new TreeSet<>();
		for (String attribute : List.of("Automatic-Module-Name", "Bundle-SymbolicName", "Implementation-Vendor-Id")) {
			String value = manifest.getValue(attribute);
			if (value != null) {
				names.add(StringUtils.delimitedListToStringArray(value, ";")[0]);
			}
		}
		content.names()
			.filter((name) -> name.endsWith(".class") && name.indexOf('/') > 0 && !name.startsWith("META-INF/"))
			.map((name) -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
			.forEach(names::add);
		return names;
	}

	private static @Nullable String first(@Nullable String... texts) {
		for (String text : texts) {
			if (StringUtils.hasText(text)) {
				return text;
			}
		}
		return null;
	}

	String name() {
		return (this.group != null) ? this.group + ":" + this.artifact : this.artifact;
	}

	/**
	 * Its version or, when that may stand for different contents, the hash of them.
	 */
	String identity() throws IOException {
		if (this.version == null) {
			return "sha256:" + this.content.hash();
		}
		return (this.version.endsWith("-SNAPSHOT")) ? this.version + " sha256:" + this.content.hash() : this.version;
	}

	boolean matches(LibraryPattern pattern) {
		return pattern.artifact().matcher(this.artifact).matches()
				&& ((this.group != null) ? pattern.group().matcher(this.group).matches()
						: this.names.stream().anyMatch((name) -> pattern.isBelowGroup(name)));
	}

}
