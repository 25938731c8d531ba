package io.musubito.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes whose values are tried: those in some packages of libraries, and of the
 * JDK.
 */
final class Corpus {

	/** A class of each library, and the packages to look into. */
	private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
			Map.entry("org.springframework.http.HttpHeaders", List.of("org/springframework/http")),
			Map.entry("org.springframework.util.unit.DataSize",
					List.of("org/springframework/util", "org/springframework/util/unit", "org/springframework/core/env",
							"org/springframework/core/io")),
			Map.entry("org.springframework.data.domain.Sort",
					List.of("org/springframework/data/domain", "org/springframework/data/geo",
							"org/springframework/data/util")),
			Map.entry("org.springframework.ai.chat.prompt.Prompt",
					List.of("org/springframework/ai/chat/messages", "org/springframework/ai/chat/prompt",
							"org/springframework/ai/chat/model", "org/springframework/ai/chat/metadata",
							"org/springframework/ai/embedding", "org/springframework/ai/image",
							"org/springframework/ai/moderation", "org/springframework/ai/audio/transcription",
							"org/springframework/ai/audio/tts", "org/springframework/ai/tool/definition",
							"org/springframework/ai/tool/metadata", "org/springframework/ai/model/tool")),
			Map.entry("org.springframework.ai.document.Document",
					List.of("org/springframework/ai/document", "org/springframework/ai/content")),
			Map.entry("org.springframework.ai.openai.OpenAiChatOptions", List.of("org/springframework/ai/openai")),
			Map.entry("com.fasterxml.jackson.databind.JsonNode", List.of("com/fasterxml/jackson/databind/node")),
			Map.entry("tools.jackson.databind.JsonNode", List.of("tools/jackson/databind/node")),
			Map.entry("com.google.gson.JsonElement", List.of("com/google/gson")),
			Map.entry("org.json.JSONObject", List.of("org/json")),
			Map.entry("io.vavr.collection.List", List.of("io/vavr", "io/vavr/collection", "io/vavr/control")),
			Map.entry("com.google.common.collect.ImmutableList",
					List.of("com/google/common/base", "com/google/common/collect", "com/google/common/net",
							"com/google/common/primitives", "com/google/common/hash", "com/google/common/graph")),
			Map.entry("kotlin.Pair",
					List.of("kotlin", "kotlin/ranges", "kotlin/text", "kotlin/time", "kotlin/collections")),
			Map.entry("org.apache.commons.lang3.Range",
					List.of("org/apache/commons/lang3", "org/apache/commons/lang3/tuple",
							"org/apache/commons/lang3/mutable", "org/apache/commons/lang3/math",
							"org/apache/commons/lang3/text")),
			Map.entry("org.apache.commons.collections4.Bag",
					List.of("org/apache/commons/collections4/bag", "org/apache/commons/collections4/bidimap",
							"org/apache/commons/collections4/collection", "org/apache/commons/collections4/keyvalue",
							"org/apache/commons/collections4/list", "org/apache/commons/collections4/map",
							"org/apache/commons/collections4/multimap", "org/apache/commons/collections4/multiset",
							"org/apache/commons/collections4/queue", "org/apache/commons/collections4/set")));

	private static final Map<String, List<String>> MODULES = Map.of("java.base",
			List.of("java/util", "java/time", "java/time/chrono", "java/math", "java/text", "java/util/concurrent",
					"java/util/concurrent/atomic", "java/lang", "java/util/regex", "java/nio/charset"),
			"java.sql", List.of("java/sql"));

	/** What starts something, ends something, or reads from somewhere. */
	private static final Pattern LEFT_OUT = Pattern.compile(
			"io.vavr.collection.Stream.*|.*(Thread|Executor|Timer|Socket|Server|Process|Scanner|Runtime|Pool|Random|Shutdown|Semaphore|System|Exchanger|Phaser|Latch|Barrier|Task|Iterator|Blocking|Synchronous|Transfer|Delay|Future).*");

	private Corpus() {
	}

	static List<Class<?>> classes() {
		List<String> names = new ArrayList<>();
		LIBRARIES.forEach((name, packages) -> names.addAll(inJar(name, packages)));
		FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
		MODULES.forEach((module, packages) -> packages
			.forEach((folder) -> names.addAll(list(runtime.getPath("/modules", module, folder), folder))));
		List<Class<?>> classes = new ArrayList<>();
		for (String name : new TreeSet<>(names)) {
			if (!LEFT_OUT.matcher(name).matches()) {
				load(name, classes);
			}
		}
		return classes;
	}

	private static void load(String name, List<Class<?>> into) {
		try {
			Class<?> type = Class.forName(name, false, Corpus.class.getClassLoader());
			type.getConstructors();
			type.getMethods();
			boolean named = !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic();
			if (named && Modifier.isPublic(type.getModifiers()) && !type.isAnnotation() && !type.isEnum()
					&& !Throwable.class.isAssignableFrom(type)) {
				into.add(type);
			}
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			// Needs a library that is not there
		}
	}

	private static List<String> inJar(String name, List<String> packages) {
		try {
			URL location = Class.forName(name, false, Corpus.class.getClassLoader())
				.getProtectionDomain()
				.getCodeSource()
				.getLocation();
			try (FileSystem jar = FileSystems.newFileSystem(Path.of(location.toURI()), new HashMap<>())) {
				List<String> names = new ArrayList<>();
				packages.forEach((folder) -> names.addAll(list(jar.getPath("/" + folder), folder)));
				return names;
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> list(Path path, String folder) {
		try (Stream<Path> files = Files.list(path)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".class") && !file.contains("-"))
				.map((file) -> folder.replace('/', '.') + "." + file.substring(0, file.length() - 6))
				.sorted(Comparator.naturalOrder())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
