package io.musubito.hostile;

import java.nio.file.Path;

import io.musubito.ExportSelection;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoTransfer;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes each kind of file that there is, and waits.
 */
public final class FilesProcess {

	private FilesProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		try (ConfigurableApplicationContext context = Engine.in(directory)
			.start(CanaryApplication.class, "musubito.store.type=sqlite",
					"musubito.store.path=" + directory.resolve("store").resolve("musubito.db"), "tone=x",
					"prompt=file:" + args[1])) {
			context.getBean(CanaryApplication.Desk.class).issue("q");
			context.getBean(MusubitoLineage.class).backup(directory.resolve("store").resolve("backup.db"));
			context.getBean(MusubitoTransfer.class)
				.export(ExportSelection.all(), directory.resolve("store").resolve("export.jsonl"));
			System.out.println("written");
			System.in.read();
		}
		System.out.println("closed");
	}

}
