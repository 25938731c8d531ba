package io.musubito.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

class TestStoreTests {

	private static final String APPLICATION = "spring.config.additional-location=classpath:/io/musubito/test/";

	private static final String PATH = TestStoreContextCustomizer.PATH;

	private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

	@Test
	void aTestHasAStoreOfItsOwnWhateverTheApplicationSays() {
		Path store;
		try (ManualRun<Ordinary> test = new ManualRun<>(Ordinary.class, new Ordinary())) {
			store = Path.of(test.property(PATH));
			assertThat(store).startsWithRaw(TEMPORARY);
			assertThat(test.bean(Desk.Writer.class).draft("own store")).isEqualTo("answer to own store");
			assertThat(store).exists();
		}
		assertThat(store.getParent()).doesNotExist();
		assertThat(Files.exists(Path.of("target/of-the-application"))).isFalse();
	}

	@Test
	void whatTheMachineSaysIsNotMeantForTests() {
		System.setProperty(PATH, "target/of-the-machine/musubito.db");
		try (ManualRun<Machine> test = new ManualRun<>(Machine.class, new Machine())) {
			assertThat(Path.of(test.property(PATH))).startsWithRaw(TEMPORARY);
		}
		finally {
			System.clearProperty(PATH);
		}
	}

	@Test
	void testClassesShareContextsAsWithout() {
		try (ManualRun<Ordinary> one = new ManualRun<>(Ordinary.class, new Ordinary());
				ManualRun<Same> other = new ManualRun<>(Same.class, new Same())) {
			assertThat(one.context()).isSameAs(other.context());
		}
	}

	@Test
	void differentContextsHaveDifferentStores() {
		try (ManualRun<Ordinary> one = new ManualRun<>(Ordinary.class, new Ordinary());
				ManualRun<Machine> other = new ManualRun<>(Machine.class, new Machine())) {
			assertThat(one.property(PATH)).isNotEqualTo(other.property(PATH));
		}
	}

	@Test
	void aTestNamesAnotherOneInItsProperties() {
		assertStore(Inlined.class, new Inlined(), "target/inlined/musubito.db");
		assertStore(Relaxed.class, new Relaxed(), "target/relaxed/musubito.db");
	}

	@Test
	void aTestNamesAnotherOneInAFileOfProperties() {
		assertStore(InFile.class, new InFile(), "target/of-the-file/musubito.db");
	}

	@Test
	void aTestNamesAnotherOneInTheFileOfItsProfile() {
		assertStore(InProfile.class, new InProfile(), "target/of-the-profile/musubito.db");
	}

	@Test
	void aTestNamesAnotherOneAtRunTime() {
		assertStore(Dynamic.class, new Dynamic(), "target/dynamic/musubito.db");
	}

	@Test
	void aTestWithoutSpringBootHasItToo() {
		try (ManualRun<Plain> test = new ManualRun<>(Plain.class, new Plain())) {
			assertThat(Path.of(test.property(PATH))).startsWithRaw(TEMPORARY);
		}
	}

	@Test
	void testsAreProcessedAheadOfTimeAsWithout() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(Ordinary.class, Plain.class));
		assertThat(files.getGeneratedFiles(Kind.SOURCE)).isNotEmpty();
		assertThat(Files.exists(Path.of("target/of-the-application"))).isFalse();
	}

	private static <T> void assertStore(Class<T> type, T instance, String expected) {
		try (ManualRun<T> test = new ManualRun<>(type, instance)) {
			assertThat(test.context().getEnvironment().getProperty(PATH)).isEqualTo(expected);
		}
	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE, properties = APPLICATION)
	static class Ordinary {

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE, properties = APPLICATION)
	static class Same {

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class Machine {

	}

	@SpringBootTest(classes = Bare.class, webEnvironment = WebEnvironment.NONE,
			properties = { APPLICATION, "musubito.store.path=target/inlined/musubito.db" })
	static class Inlined {

	}

	@SpringBootTest(classes = Bare.class, webEnvironment = WebEnvironment.NONE)
	@TestPropertySource(properties = "MUSUBITO_STORE_PATH=target/relaxed/musubito.db")
	static class Relaxed {

	}

	@SpringBootTest(classes = Bare.class, webEnvironment = WebEnvironment.NONE, properties = APPLICATION)
	@TestPropertySource("/io/musubito/test/store.properties")
	static class InFile {

	}

	@SpringBootTest(classes = Bare.class, webEnvironment = WebEnvironment.NONE, properties = APPLICATION)
	@ActiveProfiles("night")
	static class InProfile {

	}

	@SpringBootTest(classes = Bare.class, webEnvironment = WebEnvironment.NONE, properties = APPLICATION)
	static class Dynamic {

		@DynamicPropertySource
		static void store(DynamicPropertyRegistry registry) {
			registry.add("musubito.store.path", () -> "target/dynamic/musubito.db");
		}

	}

	@ContextConfiguration(classes = Bare.class)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	static class Bare {

	}

}
