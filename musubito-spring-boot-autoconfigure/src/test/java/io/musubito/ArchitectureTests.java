package io.musubito;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what {@code docs/architecture.md} says. Each rule was seen to fail.
 */
class ArchitectureTests {

	private static final String BASE = "io.musubito";

	private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final int LONGEST_FILE = 350;

	private static final int LONGEST_MEDIAN = 65;

	private static final double LEAST_PACKAGE_PRIVATE = 0.65;

	/** See decision 8. */
	private static final Set<String> KNOW_SPRING_AI = Set.of("value.ChatClientShapes", "value.MessageShapes",
			"value.ModelResultShapes", "value.OptionsPart", "value.OptionsShape", "value.OptionsWithoutTools",
			"value.SpringAiShapes", "artifact.ChatClientModule", "artifact.DocumentForm", "artifact.EmbeddingForm",
			"artifact.EmbeddingResponseForm", "artifact.GenerationForm", "artifact.GenerationMetadataForm",
			"artifact.MediaDeserializer", "artifact.MediaModule", "artifact.MediaSerializer", "artifact.MessageForm",
			"artifact.MetadataDeserializer", "artifact.MetadataSerializer", "artifact.ModelResultModule",
			"artifact.ResponseForm", "artifact.ResponseMetadataForm", "artifact.UsageForm");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void packagesUseWhatTheDocumentSays() throws IOException {
		Map<String, List<String>> mayUse = mayUse();
		LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.ensureAllClassesAreContainedInArchitecture();
		for (String name : mayUse.keySet()) {
			architecture = architecture.layer(name).definedBy(name.equals(BASE) ? BASE : BASE + "." + name);
		}
		for (Map.Entry<String, List<String>> layer : mayUse.entrySet()) {
			if (layer.getValue().isEmpty()) {
				architecture = architecture.whereLayer(layer.getKey()).mayNotAccessAnyLayer();
			}
			else if (layer.getValue().equals(List.of("all"))) {
				architecture = architecture.whereLayer(layer.getKey()).mayNotBeAccessedByAnyLayer();
			}
			else {
				architecture = architecture.whereLayer(layer.getKey())
					.mayOnlyAccessLayers(layer.getValue().toArray(String[]::new));
			}
		}
		architecture.check(CLASSES);
	}

	private static Map<String, List<String>> mayUse() throws IOException {
		Map<String, List<String>> mayUse = new LinkedHashMap<>();
		try (Stream<String> lines = Files.lines(DOCUMENT)) {
			lines.filter((line) -> line.startsWith("| `"))
				.map((line) -> line.replace("`", "").split(" *[|] *"))
				.forEach((cells) -> mayUse.put(cells[1],
						cells[4].equals("–") ? List.of() : List.of(cells[4].split(", "))));
		}
		assertThat(mayUse).hasSizeGreaterThan(20);
		return mayUse;
	}

	@Test
	void filesAreShort() throws IOException {
		List<Integer> lengths = new ArrayList<>();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter(ArchitectureTests::hasType).toList()) {
				int length = Files.readAllLines(file).size();
				assertThat(length).as(file.toString()).isLessThanOrEqualTo(LONGEST_FILE);
				lengths.add(length);
			}
		}
		Collections.sort(lengths);
		assertThat(lengths.get(lengths.size() / 2)).as("median").isLessThanOrEqualTo(LONGEST_MEDIAN);
	}

	private static boolean hasType(Path file) {
		return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
	}

	@Test
	void mostTypesArePackagePrivate() {
		List<JavaClass> types = CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.toList();
		long closed = types.stream().filter((type) -> !type.getModifiers().contains(JavaModifier.PUBLIC)).count();
		assertThat((double) closed / types.size()).as("%d of %d types are package-private", closed, types.size())
			.isGreaterThanOrEqualTo(LEAST_PACKAGE_PRIVATE);
	}

	@Test
	void onlyTheAdapterOfSpringAiKnowsIt() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".ai..", BASE + ".autoconfigure..")
			.and(DescribedPredicate.not(DescribedPredicate.describe("named in decision 8", ArchitectureTests::isNamed)))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.ai..")
			.check(CLASSES);
	}

	private static boolean isNamed(JavaClass type) {
		String name = type.getName().substring(BASE.length() + 1);
		return KNOW_SPRING_AI.contains((name.contains("$")) ? name.substring(0, name.indexOf('$')) : name);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void onlyTheStoreInASqliteFileKnowsSqlite() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".store.sqlite..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.sqlite..")
			.check(CLASSES);
	}

	@Test
	void onlyTheStoreInPostgresqlKnowsPostgresql() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".store.postgresql..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.postgresql..", "com.zaxxer..")
			.check(CLASSES);
	}

	@Test
	void onlyTheStoreInADatabaseKnowsJdbc() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".store.jdbc..", BASE + ".store.sqlite..", BASE + ".store.postgresql..",
					BASE + ".worker..")
			.and()
			.doNotHaveSimpleName("ConfiguredPostgresql")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("javax.sql..", "org.springframework.jdbc..", "org.flywaydb..")
			.check(CLASSES);
	}

	@Test
	void onlyTheConfigurationKnowsWhichStoreThereIs() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".store..", BASE + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BASE + ".store.jdbc..", BASE + ".store.sqlite..", BASE + ".store.postgresql..")
			.check(CLASSES);
	}

	@Test
	void onlyTheAdapterOfDbSchedulerKnowsIt() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".worker..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.github.kagkarlsson..")
			.check(CLASSES);
	}

	@Test
	void onlyTheAdapterOfSpringTestKnowsIt() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".test..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.test..")
			.check(CLASSES);
	}

	@Test
	void onlyTheAdaptersOfSpringBootKnowIt() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".autoconfigure..", BASE + ".actuate..", BASE + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

}
