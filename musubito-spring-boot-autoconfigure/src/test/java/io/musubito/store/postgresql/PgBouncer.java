package io.musubito.store.postgresql;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A PgBouncer before the PostgreSQL of the tests, from the package of the operating
 * system. Where there is none, its tests say that they are skipped; with {@code CI} set
 * they fail.
 */
final class PgBouncer implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"),
			Path.of("/usr/local/bin/pgbouncer"));

	private final Process process;

	private final int port;

	private PgBouncer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts it.
	 * @param folder an empty folder
	 * @param poolMode what a client keeps a connection of the server for
	 * @param serverPort the port of the server
	 */
	static PgBouncer start(Path folder, String poolMode, int serverPort) throws IOException {
		Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
		if (program == null) {
			if (System.getenv("CI") != null) {
				throw new IllegalStateException("PgBouncer is not installed: apt-get install pgbouncer");
			}
			Assumptions.abort("PgBouncer is not installed: this lane is skipped");
		}
		int port = freePort();
		Path configuration = folder.resolve("pgbouncer.ini");
		Files.writeString(configuration, """
				[databases]
				postgres = host=localhost port=%d dbname=postgres user=postgres
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = %s
				default_pool_size = 20
				max_client_conn = 200
				ignore_startup_parameters = extra_float_digits
				""".formatted(serverPort, port, poolMode));
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
		// It refuses to run as root
		ProcessBuilder builder = (System.getProperty("user.name").equals("root"))
				? new ProcessBuilder(program.toString(), "-q", "-u", "nobody", configuration.toString())
				: new ProcessBuilder(program.toString(), "-q", configuration.toString());
		PgBouncer bouncer = new PgBouncer(
				builder.redirectErrorStream(true).redirectOutput(folder.resolve("pgbouncer.log").toFile()).start(),
				port);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(bouncer::answers);
		return bouncer;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean answers() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("PgBouncer has ended");
		}
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres?user=postgres";
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
