package io.musubito.differential;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;

/**
 * Compiles and parses an application, again and again with one view of the class path.
 */
public final class SourceCompiler implements AutoCloseable {

	private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

	private final StandardJavaFileManager files;

	private DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();

	public SourceCompiler() {
		this.files = this.compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
	}

	/**
	 * Compiles into a directory and writes the resources beside the classes.
	 * @return whether it compiles
	 */
	public boolean compile(Sources sources, Path directory, String... options) throws IOException {
		Files.createDirectories(directory);
		this.files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
		List<String> all = new ArrayList<>(List.of("-parameters", "-proc:none", "-nowarn"));
		all.addAll(List.of(options));
		this.messages = new DiagnosticCollector<>();
		boolean compiles = this.compiler.getTask(null, this.files, this.messages, all, null, files(sources)).call();
		sources.writeResources(directory);
		return compiles;
	}

	/**
	 * What the compiler said of the last compilation.
	 */
	public String messages() {
		return this.messages.getDiagnostics()
			.stream()
			.filter((message) -> message.getKind() == Diagnostic.Kind.ERROR)
			.map((message) -> message.getSource().getName() + ":" + message.getLineNumber() + ": "
					+ message.getMessage(Locale.ROOT))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Parses one file.
	 */
	Parsed parse(String path, String content) {
		JavacTask task = (JavacTask) this.compiler.getTask(null, this.files, new DiagnosticCollector<>(),
				List.of("-proc:none"), null, List.of(new SourceFile(path, content)));
		try {
			return new Parsed(path, content, task.parse().iterator().next(), Trees.instance(task).getSourcePositions());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<JavaFileObject> files(Sources sources) {
		List<JavaFileObject> files = new ArrayList<>();
		for (Map.Entry<String, String> file : sources.files().entrySet()) {
			if (Sources.isJava(file.getKey())) {
				files.add(new SourceFile(file.getKey(), file.getValue()));
			}
		}
		return files;
	}

	@Override
	public void close() throws IOException {
		this.files.close();
	}

	/**
	 * A file as a tree.
	 */
	record Parsed(String path, String content, CompilationUnitTree unit, SourcePositions positions) {

	}

	private static final class SourceFile extends SimpleJavaFileObject {

		private final String content;

		private SourceFile(String path, String content) {
			super(URI.create("string:///" + path), Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.content;
		}

	}

}
