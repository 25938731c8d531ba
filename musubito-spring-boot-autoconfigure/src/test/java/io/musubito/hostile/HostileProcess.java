package io.musubito.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.GraphQuery;
import io.musubito.ImportRefusedException;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoTransfer;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Reads a store, and imports files, that somebody else has prepared: with little memory.
 */
public final class HostileProcess {

	private HostileProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		try (ConfigurableApplicationContext context = Engine.in(directory)
			.start(CanaryApplication.class, "musubito.store.type=sqlite", "musubito.artifact.max-size=1MB", "tone=x",
					"prompt=file:" + args[1])) {
			CanaryApplication.Steps steps = context.getBean(CanaryApplication.Steps.class);
			System.out.println("answer " + steps.retrieve("q").text() + " " + CanaryApplication.EXECUTED.get());
			System.out.println("why " + context.getBean(MusubitoLineage.class)
				.graph(GraphQuery.operation("retrieve"))
				.nodes()
				.get(0)
				.why());
			try (Stream<Path> files = Files.list(Path.of(args[2]))) {
				List<Path> sorted = files.sorted().toList();
				for (Path file : sorted) {
					System.out.println("import " + file.getFileName() + ": " + importFrom(context, file));
				}
			}
			System.out
				.println("nodes " + context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes().size());
		}
	}

	private static String importFrom(ConfigurableApplicationContext context, Path file) {
		try {
			return "imported " + context.getBean(MusubitoTransfer.class).importFrom(file);
		}
		catch (ImportRefusedException ex) {
			String message = String.valueOf(ex.getMessage());
			return "refused in line " + ex.line() + " with " + message.length() + " characters: "
					+ message.substring(0, Math.min(message.length(), 300)).replace('\n', ' ');
		}
		catch (Throwable ex) {
			return "FAILED " + ex;
		}
	}

}
