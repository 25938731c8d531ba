package io.musubito;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what {@code CONTRIBUTING.md} says of tests: the fast ones start no process, and
 * none may hang for longer than a few minutes.
 */
class TestRulesTests {

	private static final Set<String> PROCESSES = Set.of("java.lang.ProcessBuilder",
			"io.musubito.store.postgresql.PostgresqlServer");

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final JavaClasses TESTS = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
		.importPackages("io.musubito");

	@Test
	void whatStartsAProcessIsTagged() {
		List<JavaClass> starting = testClasses().filter(TestRulesTests::startsAProcess).toList();
		assertThat(starting).hasSizeGreaterThan(30);
		assertThat(starting.stream().filter((tested) -> !tags(tested).contains("process")).map(JavaClass::getName))
			.as("start processes, and are not tagged 'process'")
			.isEmpty();
	}

	@Test
	void tagsAreKnown() {
		assertThat(testClasses().flatMap((tested) -> tags(tested).stream()).distinct()).containsOnly("process", "slow");
	}

	@Test
	void noTestMayTakeLongerThanAFewMinutes() {
		Stream<HasAnnotations<?>> limited = TESTS.stream()
			.flatMap((tested) -> Stream.concat(Stream.of(tested), tested.getMethods().stream()));
		assertThat(limited.filter((element) -> element.isAnnotatedWith(Timeout.class))
			.filter((element) -> limit(element).compareTo(LONGEST) > 0)
			.map(HasAnnotations::getDescription)).isEmpty();
	}

	private static Stream<JavaClass> testClasses() {
		return TESTS.stream()
			.filter((candidate) -> candidate.getSimpleName().endsWith("Tests"))
			.filter((candidate) -> !candidate.isNestedClass()
					&& !candidate.getModifiers().contains(JavaModifier.ABSTRACT));
	}

	private static boolean startsAProcess(JavaClass tested) {
		Set<JavaClass> seen = new HashSet<>(Set.of(tested));
		Deque<JavaClass> left = new ArrayDeque<>(seen);
		while (!left.isEmpty()) {
			JavaClass next = left.pop();
			for (Dependency dependency : next.getDirectDependenciesFromSelf()) {
				JavaClass target = dependency.getTargetClass();
				if (PROCESSES.contains(target.getName())) {
					return true;
				}
				// It does only when it is told to, for all tests
				boolean own = TESTS.contain(target.getName()) && !target.isEquivalentTo(Engine.class);
				if (own && seen.add(target)) {
					left.push(target);
				}
			}
			inner(next).filter(seen::add).forEach(left::push);
		}
		return false;
	}

	private static Stream<JavaClass> inner(JavaClass enclosing) {
		return TESTS.stream()
			.filter((
					candidate) -> candidate.getEnclosingClass().filter((outer) -> outer.equals(enclosing)).isPresent());
	}

	private static Set<String> tags(JavaClass tested) {
		Set<String> tags = new HashSet<>();
		for (JavaClass type : Stream.concat(Stream.of(tested), tested.getAllRawSuperclasses().stream()).toList()) {
			if (type.isAnnotatedWith(Tag.class)) {
				tags.add(type.getAnnotationOfType(Tag.class).value());
			}
			if (type.isAnnotatedWith(Tags.class)) {
				Stream.of(type.getAnnotationOfType(Tags.class).value()).map(Tag::value).forEach(tags::add);
			}
		}
		return tags;
	}

	private static Duration limit(HasAnnotations<?> element) {
		var timeout = element.getAnnotationOfType(Timeout.class.getName());
		TimeUnit unit = timeout.get("unit")
			.map((constant) -> TimeUnit.valueOf(((JavaEnumConstant) constant).name()))
			.orElse(TimeUnit.SECONDS);
		return Duration.of((Long) timeout.get("value").orElseThrow(), unit.toChronoUnit());
	}

}
