package io.musubito.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names of all properties that are set, as they were at one moment.
 */
final class PropertyNames {

	private final List<Source> sources = new ArrayList<>();

	private final List<Property> properties = new ArrayList<>();

	PropertyNames(PropertySources all) {
		int index = 0;
		for (PropertySource<?> source : all) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				String[] names = enumerable.getPropertyNames();
				this.sources.add(new Source(source, names));
				add(index, enumerable, names);
			}
			index++;
		}
	}

	private void add(int index, EnumerablePropertySource<?> source, String[] names) {
		if (source instanceof SystemEnvironmentPropertySource
				&& ConfigurationPropertySource.from(source) instanceof IterableConfigurationPropertySource mapped) {
			mapped.forEach((name) -> this.properties.add(new Property(index, name, true, () -> {
				ConfigurationProperty property = mapped.getConfigurationProperty(name);
				return (property != null) ? property.getValue() : null;
			})));
			return;
		}
		for (String name : names) {
			ConfigurationPropertyName adapted = adapt(name);
			if (!adapted.isEmpty()) {
				this.properties.add(new Property(index, adapted, false, () -> source.getProperty(name)));
			}
		}
	}

	private static ConfigurationPropertyName adapt(String name) {
		try {
			return ConfigurationPropertyName.adapt(name, '.');
		}
		catch (RuntimeException ex) {
			// As Spring Boot does: what has no such form is bound to nothing
			return ConfigurationPropertyName.EMPTY;
		}
	}

	/**
	 * The properties, those that go before others first.
	 */
	List<Property> properties() {
		return this.properties;
	}

	/**
	 * Whether the names are still these. Costs a look at each name.
	 */
	boolean areThoseOf(PropertySources all) {
		int count = 0;
		for (PropertySource<?> source : all) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				if (count == this.sources.size() || this.sources.get(count).source() != source
						|| !isStillNamed(enumerable, this.sources.get(count).names())) {
					return false;
				}
				count++;
			}
		}
		return count == this.sources.size();
	}

	/**
	 * Asked at each call, and the usual sources make a new array each time.
	 */
	private static boolean isStillNamed(EnumerablePropertySource<?> source, String[] names) {
		if (source.getSource() == System.getenv()
				|| (source instanceof OriginTrackedMapPropertySource tracked && tracked.isImmutable())) {
			return true;
		}
		if (!(source instanceof MapPropertySource map)) {
			return Arrays.equals(names, source.getPropertyNames());
		}
		int count = 0;
		for (Object name : map.getSource().keySet()) {
			if (name instanceof String) {
				if (count == names.length || !name.equals(names[count])) {
					return false;
				}
				count++;
			}
		}
		return count == names.length;
	}

	@SuppressWarnings("ArrayRecordComponent") // compared by content where it is compared
	private record Source(PropertySource<?> source, String[] names) {

	}

	/**
	 * A property in one source.
	 *
	 * @param source the position of the source among all
	 * @param name its name
	 * @param ofEnvironment whether it is a variable of the environment, which can't tell
	 * dashes from dots
	 * @param value reads its value, {@code null} when it is not set any more
	 */
	record Property(int source, ConfigurationPropertyName name, boolean ofEnvironment,
			Supplier<@Nullable Object> value) {

	}

}
