package io.musubito.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.code.ApplicationTypes;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScans;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotation.Adapt;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the packages of the application: that of its main class, those that it scans, and
 * those of the classes that it imports by name. They are read from what the container
 * knows of its beans, in no order, so that they are the same at each start.
 */
final class ApplicationPackages {

	private static final String BASE_PACKAGES = "basePackages";

	private static final String BASE_PACKAGE_CLASSES = "basePackageClasses";

	private final Environment environment;

	private final LibraryConfigurations libraries;

	private final SortedSet<String> packages = new TreeSet<>();

	private ApplicationPackages(Environment environment, LibraryConfigurations libraries) {
		this.environment = environment;
		this.libraries = libraries;
	}

	/**
	 * Finds the packages.
	 * @param beanFactory has the definitions of all beans
	 * @param environment resolves placeholders in names of packages
	 * @return the names, none when the application doesn't say where it is
	 */
	static Collection<String> find(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		if (!AutoConfigurationPackages.has(beanFactory)) {
			return List.of();
		}
		List<String> main = AutoConfigurationPackages.get(beanFactory);
		List<AnnotationMetadata> types = types(beanFactory);
		ApplicationPackages found = new ApplicationPackages(environment, LibraryConfigurations.among(types, main,
				ImportCandidates.load(AutoConfiguration.class, beanFactory.getBeanClassLoader())));
		found.packages.addAll(main);
		types.forEach(found::add);
		return found.withoutSubpackages();
	}

	/**
	 * The classes that are beans by themselves: registered, scanned or imported.
	 */
	private static List<AnnotationMetadata> types(ConfigurableListableBeanFactory beanFactory) {
		List<AnnotationMetadata> types = new ArrayList<>();
		BeanFactory current = beanFactory;
		while (current instanceof ConfigurableListableBeanFactory factory) {
			for (String name : factory.getBeanDefinitionNames()) {
				BeanDefinition definition = factory.getBeanDefinition(name);
				if (definition instanceof AnnotatedBeanDefinition annotated
						&& annotated.getFactoryMethodMetadata() == null) {
					types.add(annotated.getMetadata());
				}
			}
			current = factory.getParentBeanFactory();
		}
		return types;
	}

	private void add(AnnotationMetadata type) {
		if (this.libraries.contain(type.getClassName())) {
			return;
		}
		this.packages.add(ClassUtils.getPackageName(type.getClassName()));
		type.getAnnotations().stream().forEach((annotation) -> {
			addScanned(annotation);
			if (ComponentScans.class.getName().equals(annotation.getType().getName())) {
				Arrays.stream(annotation.getAnnotationArray(MergedAnnotation.VALUE, ComponentScan.class))
					.forEach(this::addScanned);
			}
		});
	}

	/**
	 * Whatever it scans for: components, entities, repositories, properties.
	 */
	private void addScanned(MergedAnnotation<?> annotation) {
		annotation.getValue(BASE_PACKAGES, String[].class)
			.stream()
			.flatMap(Arrays::stream)
			.map(this.environment::resolvePlaceholders)
			.map((text) -> StringUtils.tokenizeToStringArray(text,
					ConfigurableApplicationContext.CONFIG_LOCATION_DELIMITERS))
			.flatMap(Arrays::stream)
			.filter((name) -> !ApplicationTypes.isOfKnownLibrary(name + "."))
			.forEach(this.packages::add);
		if (annotation.asMap(Adapt.CLASS_TO_STRING).get(BASE_PACKAGE_CLASSES) instanceof String[] classes) {
			Arrays.stream(classes).map(ClassUtils::getPackageName).forEach(this.packages::add);
		}
	}

	private Collection<String> withoutSubpackages() {
		List<String> all = new ArrayList<>();
		for (String name : this.packages) {
			if (this.packages.stream().noneMatch((other) -> !other.isEmpty() && name.startsWith(other + "."))) {
				all.add(name);
			}
		}
		return all;
	}

}
