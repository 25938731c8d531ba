package io.musubito.differential.generated;

import java.net.URL;
import java.net.URLClassLoader;

import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of units. It asks itself first, because a class path of many jars is
 * slow to say that it has none of them.
 */
final class UnitLoader extends URLClassLoader {

	UnitLoader(URL classes) {
		super(new URL[] { classes }, UnitLoader.class.getClassLoader());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith("com.acme.")) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}
	}

	@Override
	public @Nullable URL getResource(String name) {
		return name.startsWith("com/acme/") ? findResource(name) : super.getResource(name);
	}

}
