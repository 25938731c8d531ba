package io.musubito.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import io.musubito.ExportSelection;
import io.musubito.MusubitoTransfer;
import io.musubito.store.Recordings;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store and exports that were prepared to use up memory, in a process that has 64 MB.
 */
@Tag("process")
@Tag("slow")
@Timeout(180)
class HostileFilesTests extends Recordings {

	private static final int MB = 1 << 20;

	@TempDir
	Path directory;

	private Path files;

	private List<String> export;

	@BeforeEach
	void record() throws IOException {
		CanaryApplication.EXECUTED.set(0);
		Files.writeString(this.directory.resolve("prompt"), "prompt");
		this.files = Files.createDirectory(this.directory.resolve("files"));
		Path exported = this.directory.resolve("export.jsonl");
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(CanaryApplication.class, "musubito.store.type=sqlite",
					"musubito.store.path=" + Engine.in(this.directory).store(), "tone=x",
					"prompt=file:" + this.directory.resolve("prompt"))) {
			context.getBean(CanaryApplication.Steps.class).retrieve("q");
			context.getBean(MusubitoTransfer.class).export(ExportSelection.all(), exported);
		}
		this.export = new ArrayList<>(Files.readAllLines(exported));
		this.export.remove(this.export.size() - 1);
	}

	private List<String> run() throws Exception {
		try (JavaProcess process = JavaProcess
			.of(HostileProcess.class, this.directory, this.directory.resolve("prompt"), this.files)
			.options("-Xmx64m", "-XX:+ExitOnOutOfMemoryError")
			.start()) {
			return process.finish(Duration.ofMinutes(2));
		}
	}

	private void replacePayload(String sql, byte[] payload) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setBytes(1, payload);
			assertThat(statement.executeUpdate()).isPositive();
		}
	}

	private static byte[] bomb(int megabytes) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(bytes)) {
			byte[] zeros = new byte[MB];
			for (int i = 0; i < megabytes; i++) {
				gzip.write(zeros);
			}
		}
		return bytes.toByteArray();
	}

	@Test
	void aStoredBombIsNotInflated() throws Exception {
		replacePayload("UPDATE musubito_artifact SET compressed = 1, payload = ?", bomb(1_024));
		assertThat(run()).anyMatch((line) -> line.startsWith("answer ") && line.endsWith(" 1"))
			.anyMatch((line) -> line.startsWith("why ") && line.contains("more bytes than musubito.artifact.max-size"));
	}

	@Test
	void aStoredGiantIsNotRead() throws Exception {
		replacePayload("UPDATE musubito_artifact SET compressed = 0, payload = zeroblob(200000000 + length(?))",
				new byte[1]);
		assertThat(run()).anyMatch((line) -> line.startsWith("answer ") && line.endsWith(" 1"));
	}

	@Test
	void exportsThatNoExportWritesAreRefused() throws Exception {
		String artifact = line("\"record\":\"artifact\"");
		String node = line("\"record\":\"node\"");
		write("deep", artifact, "{\"record\":\"artifact\",\"content\":" + "[".repeat(1_000_000));
		write("deep-text", node, node.replaceFirst("\"components\":\"[^\"\\\\]*(\\\\.[^\"\\\\]*)*\"",
				"\"components\":\"" + "[".repeat(1_000_000) + "\""));
		write("number", node, node.replaceFirst("\"duration\":\\d+", "\"duration\":" + "9".repeat(1_000_000)));
		write("exponent", node, node.replaceFirst("\"duration\":\\d+", "\"duration\":1e999999999"));
		write("twice", node, node.replaceFirst("\\{", "{\"record\":\"node\","));
		write("class", node, node.replaceFirst("\\{", "{\"@class\":\"io.musubito.hostile.ArmedClass\","));
		write("content", artifact, artifact.replaceFirst("\"content\":\"", "\"content\":\"" + "x".repeat(3 * MB / 2)));
		write("kind", artifact, "{\"record\":\"" + "k".repeat(MB) + "\"}");
		write("transformed", artifact,
				"{\"record\":\"transformed\",\"content\":\"" + Base64.getEncoder().encodeToString(bomb(64)) + "\"}");
		write("bomb", artifact, artifact.replaceFirst("\"content\":\"[^\"\\\\]*(\\\\.[^\"\\\\]*)*\"",
				"\"contentBase64\":\"" + Base64.getEncoder().encodeToString(bomb(64)) + "\""));
		write("nothing", artifact, "");
		write("null", artifact, "null");
		write("nul", artifact, "\0");
		Files.write(this.files.resolve("utf8"), new byte[] { '{', (byte) 0xff, (byte) 0xfe, '\n' });
		Files.write(this.files.resolve("empty"), new byte[0]);
		Files.writeString(this.files.resolve("counts"),
				signed(this.export).replaceFirst("\"records\":\\d+", "\"records\":999999999"));
		try (OutputStream line = Files.newOutputStream(this.files.resolve("line"))) {
			line.write((this.export.get(0) + "\n").getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 300; i++) {
				line.write(new byte[MB]);
			}
		}
		Files.createSymbolicLink(this.files.resolve("zero"), Path.of("/dev/zero"));
		List<String> said = run();
		List<String> imports = said.stream().filter((line) -> line.startsWith("import ")).toList();
		assertThat(imports).hasSize(18)
			.allMatch((line) -> line.matches("import [\\w-]+: refused in line \\d+ with 1?\\d{1,3} characters: .*"));
		assertThat(said).contains("nodes 1");
	}

	private String line(String part) {
		return this.export.stream().filter((line) -> line.contains(part)).findFirst().orElseThrow();
	}

	private void write(String name, String line, String replacement) throws IOException {
		assertThat(replacement).as(name).isNotEqualTo(line);
		List<String> changed = new ArrayList<>(this.export);
		changed.set(changed.indexOf(line), replacement);
		Files.writeString(this.files.resolve(name), signed(changed));
	}

}
