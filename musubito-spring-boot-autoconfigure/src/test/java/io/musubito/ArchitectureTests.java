package io.musubito;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private static final String BASE = "io.musubito";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void packagesDependOnlyDownwards() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.ensureAllClassesAreContainedInArchitecture()
			.layer("api")
			.definedBy(BASE)
			.layer("usage")
			.definedBy(BASE + ".usage")
			.layer("lineage")
			.definedBy(BASE + ".lineage")
			.layer("value")
			.definedBy(BASE + ".value")
			.layer("artifact")
			.definedBy(BASE + ".artifact")
			.layer("code")
			.definedBy(BASE + ".code")
			.layer("state")
			.definedBy(BASE + ".state")
			.layer("identity")
			.definedBy(BASE + ".identity")
			.layer("store")
			.definedBy(BASE + ".store")
			.layer("jdbc")
			.definedBy(BASE + ".store.jdbc")
			.layer("sqlite")
			.definedBy(BASE + ".store.sqlite")
			.layer("replay")
			.definedBy(BASE + ".replay")
			.layer("observation")
			.definedBy(BASE + ".observation")
			.layer("execution")
			.definedBy(BASE + ".execution")
			.layer("run")
			.definedBy(BASE + ".run")
			.layer("aop")
			.definedBy(BASE + ".aop")
			.layer("web")
			.definedBy(BASE + ".web")
			.layer("ai")
			.definedBy(BASE + ".ai")
			.layer("actuate")
			.definedBy(BASE + ".actuate")
			.layer("security")
			.definedBy(BASE + ".security")
			.layer("test")
			.definedBy(BASE + ".test")
			.layer("autoconfigure")
			.definedBy(BASE + ".autoconfigure")
			.whereLayer("api")
			.mayNotAccessAnyLayer()
			.whereLayer("usage")
			.mayOnlyAccessLayers("api")
			.whereLayer("lineage")
			.mayOnlyAccessLayers("api", "usage")
			.whereLayer("value")
			.mayOnlyAccessLayers("api")
			.whereLayer("artifact")
			.mayOnlyAccessLayers("api", "value")
			.whereLayer("code")
			.mayOnlyAccessLayers("api", "value")
			.whereLayer("state")
			.mayOnlyAccessLayers("api", "value", "code")
			.whereLayer("identity")
			.mayOnlyAccessLayers("api", "value", "code", "state")
			.whereLayer("store")
			.mayOnlyAccessLayers("api", "lineage", "identity", "artifact")
			.whereLayer("jdbc")
			.mayOnlyAccessLayers("api", "lineage", "artifact", "store")
			.whereLayer("sqlite")
			.mayOnlyAccessLayers("api", "store", "jdbc")
			.whereLayer("sqlite")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("replay")
			.mayOnlyAccessLayers("api", "lineage", "store")
			.whereLayer("observation")
			.mayOnlyAccessLayers("api", "usage", "lineage", "store")
			.whereLayer("execution")
			.mayOnlyAccessLayers("api", "usage", "lineage", "value", "artifact", "code", "state", "identity", "store",
					"replay", "observation")
			.whereLayer("run")
			.mayOnlyAccessLayers("api", "usage", "lineage", "value", "artifact", "code", "state", "identity", "store",
					"replay", "execution")
			.whereLayer("aop")
			.mayOnlyAccessLayers("api", "lineage", "value", "artifact", "code", "state", "identity", "store",
					"execution", "run")
			.whereLayer("web")
			.mayOnlyAccessLayers("api", "lineage", "value", "store", "execution", "run")
			.whereLayer("ai")
			.mayOnlyAccessLayers("api", "usage", "lineage", "value", "artifact", "code", "state", "identity", "store",
					"execution", "run")
			.whereLayer("actuate")
			.mayOnlyAccessLayers("api", "usage", "lineage", "store", "execution", "run")
			.whereLayer("security")
			.mayOnlyAccessLayers("api", "value", "execution")
			.whereLayer("test")
			.mayOnlyAccessLayers("api", "execution")
			.whereLayer("autoconfigure")
			.mayNotBeAccessedByAnyLayer()
			.check(CLASSES);
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
	void onlyTheStoreInADatabaseKnowsJdbc() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".store.jdbc..", BASE + ".store.sqlite..")
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
			.resideInAnyPackage(BASE + ".store.jdbc..", BASE + ".store.sqlite..")
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
