package io.musubito.execution;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is thrown, in whichever method of a call: the flight, the claim and the thread
 * are free afterwards, and the next caller gets the answer. With
 * {@code musubito.test.stride=1} it throws in each method, else in some.
 */
@Tag("slow")
@Timeout(55)
class ThrownAnywhereTests {

	private static final int STRIDE = Integer.getInteger("musubito.test.stride", 7);

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource(
			names = { "SYNC", "NESTED", "FAILING", "JOINED", "FUTURE", "FUTURE_FAILING", "FUTURE_JOINED", "GIVEN_UP" })
	void everythingIsReleased(FaultyCalls.Kind kind) throws Exception {
		assertEverythingIsReleased(kind, false);
	}

	@ParameterizedTest
	@EnumSource(names = { "SYNC", "FUTURE", "JOINED" })
	void everythingIsReleasedAfterAnErrorThatIsFatalToReactor(FaultyCalls.Kind kind) throws Exception {
		assertEverythingIsReleased(kind, true);
	}

	@SuppressWarnings("unchecked")
	private void assertEverythingIsReleased(FaultyCalls.Kind kind, boolean fatal) throws Exception {
		long seed = Long.getLong("musubito.test.seed", ThreadLocalRandom.current().nextLong());
		System.out.println("musubito.test.seed=" + seed);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		ClassLoader faulty = new FaultyClassLoader(before);
		Thread.currentThread().setContextClassLoader(faulty);
		try {
			Method make = faulty.loadClass(FaultyCalls.class.getName())
				.getMethod("make", Path.class, String.class, boolean.class, long.class, int.class);
			List<String> result = (List<String>) make.invoke(null, this.directory, kind.name(), fatal, seed, STRIDE);
			assertThat(Integer.parseInt(result.get(0))).as("points").isGreaterThan(50);
			assertThat(result.subList(1, result.size())).isEmpty();
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

}
