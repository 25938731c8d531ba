package io.musubito.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process that runs a class of the tests. All waiting for it is bounded, and it
 * is killed when it is closed, if it still runs: it belongs into a try-with-resources
 * statement, or is closed after each test. One thread works with it.
 */
public final class JavaProcess implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Process process;

	// Empty at the end of the output
	private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

	private final Queue<String> errors = new ConcurrentLinkedQueue<>();

	private boolean ended;

	private JavaProcess(Process process) {
		this.process = process;
		read(process.inputReader(StandardCharsets.UTF_8), (line) -> this.output.add(Optional.of(line)),
				() -> this.output.add(Optional.empty()));
		read(process.errorReader(StandardCharsets.UTF_8), this.errors::add, () -> {
		});
	}

	/**
	 * Describes a process.
	 * @param main its main class
	 * @param arguments its arguments
	 * @return a builder, with the class path of the tests
	 */
	public static Builder of(Class<?> main, Object... arguments) {
		return new Builder(main, Stream.of(arguments).map(Object::toString).toList());
	}

	// The process never waits for somebody who reads, and what it said outlives it
	private static void read(BufferedReader reader, Line line, Runnable end) {
		Thread thread = new Thread(() -> {
			try (reader) {
				for (String next = reader.readLine(); next != null; next = reader.readLine()) {
					line.accept(next);
				}
			}
			catch (IOException ex) {
				line.accept("can't be read any more: " + ex);
			}
			finally {
				end.run();
			}
		}, "output of a process");
		thread.setDaemon(true);
		thread.start();
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Waits for the next line of its output.
	 * @return the line, or {@code null} when the output has ended
	 */
	public @Nullable String readLine() throws InterruptedException {
		if (this.ended) {
			return null;
		}
		Optional<String> line = this.output.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		assertThat(line).as(() -> "a line of the output of " + this).isNotNull();
		this.ended = line.isEmpty();
		return line.orElse(null);
	}

	/**
	 * Waits for the next line of its output that begins with something, which it has to
	 * write.
	 * @param prefix what the line begins with; lines before it are passed over
	 * @return the rest of the line
	 */
	public String readLine(String prefix) throws InterruptedException {
		List<String> others = new ArrayList<>();
		String line = readLine();
		while (line != null && !line.startsWith(prefix)) {
			others.add(line);
			line = readLine();
		}
		assertThat(line).as(() -> "line '" + prefix + "' of " + this + ", which said " + others).isNotNull();
		return line.substring(prefix.length());
	}

	/**
	 * Waits for the end of its output.
	 * @return all lines that have not been read yet
	 */
	public List<String> readLines() throws InterruptedException {
		List<String> lines = new ArrayList<>();
		for (String line = readLine(); line != null; line = readLine()) {
			lines.add(line);
		}
		return lines;
	}

	/**
	 * Writes a line to its input.
	 */
	public void send(String line) throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
		this.process.outputWriter(StandardCharsets.UTF_8).flush();
	}

	public void endInput() throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).close();
	}

	/**
	 * Waits until it has ended by itself, without a failure.
	 * @param limit how long at most
	 * @return all lines of its output that have not been read yet
	 */
	public List<String> finish(Duration limit) throws InterruptedException {
		assertThat(this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)).as(() -> "end of " + this).isTrue();
		List<String> lines = readLines();
		assertThat(this.process.exitValue()).as(() -> "status of " + this + ", which said " + lines).isZero();
		return lines;
	}

	/**
	 * Asks it to end, and waits until it has.
	 */
	public void terminate() throws InterruptedException {
		this.process.toHandle().destroy();
		assertThat(this.process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).as(() -> "end of " + this).isTrue();
	}

	/**
	 * Kills it, if it still runs, and waits until it is gone. What it has said can still
	 * be read.
	 */
	public void kill() {
		// Not by the process, which would close its output too
		this.process.toHandle().destroyForcibly();
		this.process.onExit().orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
	}

	@Override
	public void close() {
		kill();
	}

	@Override
	public String toString() {
		return "process " + pid() + " " + this.errors;
	}

	@FunctionalInterface
	private interface Line {

		void accept(String line);

	}

	/**
	 * What a process is started with.
	 */
	public static final class Builder {

		private final Class<?> main;

		private final List<String> arguments;

		private final List<String> options = new ArrayList<>();

		private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

		private String classPath = System.getProperty("java.class.path");

		private @Nullable Path directory;

		private Builder(Class<?> main, List<String> arguments) {
			this.main = main;
			this.arguments = arguments;
		}

		/**
		 * Runs it on another JDK.
		 */
		public Builder java(Path program) {
			this.java = program.toString();
			return this;
		}

		public Builder options(Collection<String> added) {
			this.options.addAll(added);
			return this;
		}

		public Builder options(String... added) {
			return options(List.of(added));
		}

		public Builder property(String name, Object value) {
			return options("-D" + name + "=" + value);
		}

		public Builder classPath(String path) {
			this.classPath = path;
			return this;
		}

		/**
		 * Runs it in another working directory, for which entries of the class path have
		 * to be absolute.
		 */
		public Builder directory(Path workingDirectory) {
			this.directory = workingDirectory;
			return this;
		}

		public JavaProcess start() {
			// Most live for seconds: to compile better takes longer than what runs faster
			List<String> command = new ArrayList<>(List.of(this.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
			command.addAll(this.options);
			command.addAll(List.of("-cp", this.classPath, this.main.getName()));
			command.addAll(this.arguments);
			ProcessBuilder builder = new ProcessBuilder(command);
			if (this.directory != null) {
				builder.directory(this.directory.toFile());
			}
			try {
				return new JavaProcess(builder.start());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
