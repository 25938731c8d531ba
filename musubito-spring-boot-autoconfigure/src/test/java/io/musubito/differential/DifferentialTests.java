package io.musubito.differential;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DifferentialTests {

	@TempDir
	private static Path directory;

	private static SourceCompiler compiler;

	private static Sources sources;

	@BeforeAll
	static void prepare() {
		compiler = new SourceCompiler();
		sources = Sources.read();
	}

	@AfterAll
	static void close() throws Exception {
		compiler.close();
	}

	@Test
	void unchanged() throws Exception {
		Path classes = directory.resolve("unchanged");
		assertThat(compiler.compile(sources, classes)).isTrue();
		Path store = directory.resolve("store.db");
		for (int i = 0; i < 10; i++) {
			long start = System.nanoTime();
			Trial off = Trial.withoutStore(classes);
			long middle = System.nanoTime();
			Trial first = Trial.on(store, classes);
			long end = System.nanoTime();
			System.out.println((middle - start) / 1000000 + " " + (end - middle) / 1000000 + " calls " + first.calls()
					+ " executed " + first.executed().size());
			if (!off.started() || !first.started()) {
				off.failure().printStackTrace();
				first.failure().printStackTrace();
			}
			off.answers().forEach((q, a) -> {
				if (!a.equals(first.answers().get(q))) {
					System.out.println(q + "\n\t" + a + "\n\t" + first.answers().get(q));
				}
			});
			if (i == 0)
				System.out.println(off.answers());
			if (i == 1)
				System.out.println(first.executed());
		}
	}

}
