package io.musubito.ai.priced;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.ai.tool.annotation.Tool;

/**
 * Tools of an application that ask for what is around a call.
 */
public final class AskingTools {

	private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

	private AskingTools() {
	}

	public static class ReadsFile {

		@Tool
		public String price() throws IOException {
			return "price " + Files.exists(Path.of("price.txt"));
		}

	}

	public static class ReadsThreadLocal {

		@Tool
		public String price() {
			return "price " + CURRENT.get();
		}

	}

	public static class ReadsClock {

		@Tool
		public String price() {
			return "price " + Instant.now();
		}

	}

	public static class Guesses {

		@Tool
		public String price() {
			return "price " + UUID.randomUUID();
		}

	}

	public static class Asks {

		private final Source source;

		public Asks(Source source) {
			this.source = source;
		}

		@Tool
		public String price() throws IOException {
			return "price " + this.source.read();
		}

	}

	public interface Source {

		String read() throws IOException;

	}

	public static class FileSource implements Source {

		@Override
		public String read() throws IOException {
			return "" + Files.exists(Path.of("price.txt"));
		}

	}

	public static class Plain {

		@Tool
		public String price() {
			return "price " + Map.of("a", 1);
		}

	}

}
