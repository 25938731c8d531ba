package io.musubito.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.code.ApplicationTypes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotation.Adapt;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Tells the configurations that libraries bring from those of the application:
 * auto-configurations, what these import, and what an annotation of a library
 * ({@code @EnableRules}) imports.
 */
final class LibraryConfigurations {

	private final Collection<String> application;

	private final Set<String> autoConfigurations = new HashSet<>();

	private final Set<String> packages = new HashSet<>();

	private LibraryConfigurations(Collection<String> application) {
		this.application = application;
	}

	/**
	 * Finds them.
	 * @param types the classes that are beans by themselves
	 * @param application the packages that are the application's for sure
	 * @param autoConfigurations the auto-configurations that there may be
	 * @return the configurations of libraries
	 */
	static LibraryConfigurations among(List<AnnotationMetadata> types, Collection<String> application,
			Iterable<String> autoConfigurations) {
		LibraryConfigurations libraries = new LibraryConfigurations(application);
		autoConfigurations.forEach(libraries.autoConfigurations::add);
		List<AnnotationMetadata> others = new ArrayList<>(types);
		int before;
		do {
			before = others.size();
			others.removeIf(libraries::addIfOfLibrary);
		}
		while (others.size() < before);
		return libraries;
	}

	private boolean addIfOfLibrary(AnnotationMetadata type) {
		boolean library = contain(type.getClassName()) || type.isAnnotated(AutoConfiguration.class.getName());
		if (library) {
			this.autoConfigurations.add(type.getClassName());
		}
		type.getAnnotations()
			.stream(Import.class)
			.filter((imported) -> library || isByLibrary(imported))
			.forEach(this::addPackages);
		return library;
	}

	private boolean isByLibrary(MergedAnnotation<Import> imported) {
		return imported.getDistance() > 0 && !isInApplication(imported.getRoot().getType().getName());
	}

	private void addPackages(MergedAnnotation<Import> imported) {
		if (imported.asMap(Adapt.CLASS_TO_STRING).get(MergedAnnotation.VALUE) instanceof String[] names) {
			Arrays.stream(names).map(ClassUtils::getPackageName).forEach(this.packages::add);
		}
	}

	/**
	 * Whether a class is brought by a library.
	 */
	boolean contain(String name) {
		if (isInApplication(name)) {
			return false;
		}
		int inner = name.indexOf('$');
		return ApplicationTypes.isOfKnownLibrary(name) || this.autoConfigurations.contains(name)
				|| (inner > 0 && this.autoConfigurations.contains(name.substring(0, inner)))
				|| this.packages.stream().anyMatch((library) -> name.startsWith(library + "."));
	}

	private boolean isInApplication(String name) {
		return this.application.stream().anyMatch((own) -> name.startsWith(own + "."));
	}

}
