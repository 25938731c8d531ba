package io.musubito.sample.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version that {@code /actuator/info} shows is in the manifest of the jar.
 */
class VersionIntegrationTests {

	private static final String NAME = "BOOT-INF/lib/musubito-spring-boot-autoconfigure-";

	@Test
	void isThatOfTheNameOfTheJar() throws IOException {
		try (JarFile jar = new JarFile(Path.of("target", "sample-app-0.1.0-SNAPSHOT.jar").toFile())) {
			List<JarEntry> entries = jar.stream().filter((entry) -> entry.getName().startsWith(NAME)).toList();
			assertThat(entries).hasSize(1);
			try (JarInputStream library = new JarInputStream(jar.getInputStream(entries.get(0)))) {
				String version = library.getManifest()
					.getMainAttributes()
					.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
				assertThat(entries.get(0).getName()).isEqualTo(NAME + version + ".jar");
			}
		}
	}

}
