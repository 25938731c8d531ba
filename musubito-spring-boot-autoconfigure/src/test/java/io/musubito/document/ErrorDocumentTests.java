package io.musubito.document;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.musubito.MusubitoException;
import io.musubito.Reason;
import io.musubito.testing.Documents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exceptions, reasons and other constants that documents name exist, and those that
 * applications meet are documented.
 */
class ErrorDocumentTests {

	private static final Pattern EXCEPTION = Pattern.compile("\\b[A-Z]\\w*Exception\\b");

	private static final Pattern CONSTANT = Pattern.compile("(?<=`)[A-Z]{2,}(?:_[A-Z]+)*(?=`)");

	private static final List<String> OF_OTHERS = List.of("GET", "POST", "DELETE", "UP", "DOWN", "WARN", "INFO",
			"DEBUG", "REQUIRES_NEW", "APP_MAX_TOKENS", "OPENAI_API_KEY", "SAMPLE_DATABASE", "LENGTH", "CI", "CREATE",
			"NESTED", "URL");

	private static JavaClasses classes;

	@BeforeAll
	static void scan() {
		classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("io.musubito");
	}

	@Test
	void eachExceptionOfMusubitoHasARow() {
		assertThat(firstCells("docs/errors.md")).containsAll(thrown());
	}

	@Test
	void eachRowIsAnException() {
		assertThat(thrown()).hasSizeGreaterThan(15).containsAll(firstCells("docs/errors.md"));
	}

	@Test
	void eachExceptionThatADocumentNamesExists() {
		Map<String, SortedSet<String>> mentions = Documents.mentions(EXCEPTION);
		SortedSet<String> known = names((type) -> type.isAssignableTo(Throwable.class));
		assertThat(mentions).isNotEmpty();
		mentions.keySet().removeAll(known);
		mentions.keySet().removeIf(ErrorDocumentTests::isOfJava);
		assertThat(mentions).isEmpty();
	}

	@Test
	void theReasonsAreInTheTableInTheirOrder() {
		List<String> documented = Documents.rows("docs/identity.md")
			.stream()
			.flatMap((row) -> Documents.quoted(row.get(0)).stream())
			.filter((name) -> CONSTANT.matcher("`" + name + "`").find())
			.toList();
		assertThat(documented).containsExactlyElementsOf(Stream.of(Reason.values()).map(Enum::name).toList());
	}

	@Test
	void eachConstantThatADocumentNamesExists() {
		Map<String, SortedSet<String>> mentions = Documents.mentions(CONSTANT);
		SortedSet<String> known = classes.stream()
			.filter(JavaClass::isEnum)
			.flatMap((type) -> type.getEnumConstants().stream())
			.map((constant) -> constant.name())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(mentions.keySet()).containsAll(Stream.of(Reason.values()).map(Enum::name).toList());
		mentions.keySet().removeAll(known);
		OF_OTHERS.forEach(mentions.keySet()::remove);
		assertThat(mentions).isEmpty();
	}

	private static SortedSet<String> thrown() {
		return names((type) -> type.isAssignableTo(MusubitoException.class)
				&& !type.getModifiers().contains(JavaModifier.ABSTRACT));
	}

	private static SortedSet<String> names(Predicate<JavaClass> filter) {
		return classes.stream()
			.filter(filter)
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static SortedSet<String> firstCells(String document) {
		return Documents.rows(document)
			.stream()
			.map((row) -> row.get(0).replace("`", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isOfJava(String name) {
		return Stream.of("java.lang.", "java.io.", "java.util.concurrent.").anyMatch((where) -> {
			try {
				return Throwable.class.isAssignableFrom(Class.forName(where + name));
			}
			catch (ClassNotFoundException ex) {
				return false;
			}
		});
	}

}
