package io.musubito.test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the store that a test names itself. What the application's own configuration says
 * is not meant for tests.
 */
final class ExplicitStorePath {

	/** In words of the test class, or of what started it. */
	private static final Set<String> OF_TESTS = Set.of(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME,
			"Dynamic Test Properties", "commandLineArgs", "test");

	private static final String CONFIGURATION_FILE = "Config resource";

	private final List<String> files;

	private final List<String> profiles;

	ExplicitStorePath(MergedContextConfiguration configuration) {
		this.files = Stream
			.concat(Arrays.stream(configuration.getPropertySourceLocations()),
					configuration.getPropertySourceDescriptors()
						.stream()
						.flatMap((descriptor) -> descriptor.locations().stream()))
			.map(ExplicitStorePath::fileName)
			.toList();
		this.profiles = Arrays.stream(configuration.getActiveProfiles()).map((profile) -> "-" + profile + ".").toList();
	}

	/**
	 * Finds the store in one source of properties.
	 * @return what it says, placeholders included; {@code null} when it says nothing or
	 * is not the test's own
	 */
	@Nullable Object find(PropertySource<?> source) {
		if (!isOfTest(source.getName())) {
			return null;
		}
		if (source instanceof EnumerablePropertySource<?> enumerable) {
			return Arrays.stream(enumerable.getPropertyNames())
				.filter(ExplicitStorePath::isPath)
				.findFirst()
				.map(enumerable::getProperty)
				.orElse(null);
		}
		return source.getProperty(TestStoreContextCustomizer.PATH);
	}

	private boolean isOfTest(String source) {
		if (source.startsWith(CONFIGURATION_FILE)) {
			return this.profiles.stream().anyMatch(source::contains);
		}
		return OF_TESTS.contains(source) || this.files.stream().anyMatch(source::contains);
	}

	/**
	 * Names may be written in several ways, as Spring Boot reads them.
	 */
	private static boolean isPath(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT).equals("musubitostorepath");
	}

	private static String fileName(String location) {
		return StringUtils.cleanPath(location.substring(location.indexOf(':') + 1)).replaceFirst("^/+", "");
	}

}
