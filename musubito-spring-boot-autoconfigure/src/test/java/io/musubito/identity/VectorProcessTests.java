package io.musubito.identity;

import java.time.Duration;
import java.util.List;

import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hashes don't depend on the process: its zone, language, encoding, and the identity hash
 * codes of its objects.
 */
@Tag("process")
class VectorProcessTests {

	@Test
	void aProcessWithOtherDefaultsHashesTheSame() throws Exception {
		List<String> here = Vectors.hashes()
			.entrySet()
			.stream()
			.map((vector) -> vector.getKey() + " = " + vector.getValue())
			.toList();
		try (JavaProcess process = JavaProcess.of(Vectors.class)
			.options("-Duser.timezone=Asia/Kathmandu", "-Duser.language=tr", "-Duser.country=TR",
					"-Dfile.encoding=ISO-8859-1", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2")
			.start()) {
			assertThat(process.finish(Duration.ofSeconds(50))).hasSizeGreaterThanOrEqualTo(200).isEqualTo(here);
		}
	}

}
