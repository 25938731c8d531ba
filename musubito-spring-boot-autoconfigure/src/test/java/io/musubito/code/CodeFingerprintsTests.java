package io.musubito.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.framework.ProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

@Tag("process")
@Tag("slow")
class CodeFingerprintsTests {

	private static final SourceTree SOURCES = SourceTree.read();

	@TempDir
	private static Path directory;

	private static Path classes;

	private static CodeFingerprint original;

	@BeforeAll
	static void compile() {
		classes = SOURCES.compile(directory.resolve("original"));
		original = AcmeFingerprint.of(classes);
	}

	@Test
	void fingerprintIsThatOfTheFile() throws IOException {
		StringBuilder lines = new StringBuilder("code = ").append(original.hash()).append('\n');
		original.parts().forEach((name, hash) -> lines.append(name).append(" = ").append(hash).append('\n'));
		try (InputStream golden = getClass().getResourceAsStream("code-fingerprint.txt")) {
			assertThat(golden).isNotNull();
			assertThat(lines.toString()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	@Test
	void isTheSameWhenAnotherJdkCompilesForTheSameRelease() throws Exception {
		OtherJdk other = OtherJdk.find().orElse(null);
		assumeThat(other).as("another JDK beside " + System.getProperty("java.home")).isNotNull();
		Path compiled = SOURCES.compileWith(other.program("javac"), directory.resolve("other-javac"), "--release",
				"17");
		assertThat(AcmeFingerprint.of(compiled).parts()).containsExactlyEntriesOf(original.parts());
	}

	@Test
	void isTheSameOnAnotherJdk() throws Exception {
		OtherJdk other = OtherJdk.find().orElse(null);
		assumeThat(other).as("another JDK beside " + System.getProperty("java.home")).isNotNull();
		try (JavaProcess process = JavaProcess.of(FingerprintProcess.class, classes)
			.java(other.program("java"))
			.start()) {
			assertThat(process.finish(Duration.ofMinutes(1))).containsExactly(other.version() + " " + original.hash());
		}
	}

	@Test
	void readsClassesOfTheNewestRelease() throws Exception {
		OtherJdk other = OtherJdk.find().filter((jdk) -> jdk.version() >= 21).orElse(null);
		assumeThat(other).as("a JDK of 21 or later beside " + System.getProperty("java.home")).isNotNull();
		String pattern = "return switch ((Object) \"x\") { case Integer i when i > 3 -> \"many\"; case String s -> s; "
				+ "default -> \"far away\"; };";
		SourceTree sources = SOURCES.edit("Farther", "return \"far away\";", pattern);
		CodeFingerprint before = newest(other, "before", sources);
		assertThat(newest(other, "again", sources).parts()).isEqualTo(before.parts());
		for (SourceTree edited : List.of(sources.edit("Farther", "Integer i", "Long i"),
				sources.edit("Farther", "i > 3", "i > 4"), sources.edit("Farther", "-> s;", "-> s + s;"))) {
			CodeFingerprint after = newest(other, "edited" + edited.hashCode(), edited);
			assertThat(after.parts().get("com.acme.Farther#away()")).isNotNull()
				.isNotEqualTo(before.parts().get("com.acme.Farther#away()"));
		}
	}

	@Test
	void isTheSameInAnArchive() throws Exception {
		Path archive = directory.resolve("application.jar");
		try (OutputStream file = Files.newOutputStream(archive);
				JarOutputStream jar = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(classes)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
				Files.copy(path, jar);
			}
		}
		assertThat(AcmeFingerprint.of(archive)).isEqualTo(original);
	}

	@Test
	void isTheSameInALoaderThatRestarts() throws Exception {
		URL[] urls = { classes.toUri().toURL() };
		try (URLClassLoader base = new URLClassLoader(urls, getClass().getClassLoader());
				URLClassLoader restart = new ChildFirstClassLoader(urls, base)) {
			assertThat(AcmeFingerprint.load(restart, "com.acme.Writer").getClassLoader()).isSameAs(restart);
			assertThat(AcmeFingerprint.of(restart, CodeLevel.REACHABLE, "com.acme.StrictRules")).isEqualTo(original);
		}
	}

	@Test
	void isTheSameBehindAProxy() throws Exception {
		ProxyFactory factory = new ProxyFactory(new SelfContained());
		factory.setProxyTargetClass(true);
		Method method = SelfContained.class.getMethod("run");
		CodeFingerprints fingerprints = new CodeFingerprints((name) -> name.startsWith(getClass().getName()),
				Collaborators.NONE);
		assertThat(
				fingerprints.of("run", new BeanCode(factory.getProxy().getClass(), null), method, CodeLevel.REACHABLE))
			.isEqualTo(fingerprints.of("run", new BeanCode(SelfContained.class, null), method, CodeLevel.REACHABLE));
	}

	@Test
	void followsAllCandidatesOfAnInjectionPoint() throws Exception {
		try (URLClassLoader loader = loader(classes)) {
			CodeFingerprint both = AcmeFingerprint.of(loader, CodeLevel.REACHABLE, "com.acme.StrictRules",
					"com.acme.LooseRules");
			assertThat(both.hash()).isNotEqualTo(original.hash());
			assertThat(both.parts()).containsKey("com.acme.LooseRules#apply(java.lang.String)");
		}
	}

	@Test
	void saysWhichImplementationsItDoesNotKnow() throws Exception {
		try (URLClassLoader loader = loader(classes)) {
			CodeFingerprint none = AcmeFingerprint.of(loader, CodeLevel.REACHABLE);
			assertThat(none.boundary().unresolved()).containsExactly("com.acme.Rules#apply(java.lang.String)");
		}
		assertThat(original.boundary().unresolved()).isEmpty();
	}

	@Test
	void saysWhatIsReflection() {
		CodeFingerprint fingerprint = far("reflection",
				"try { return Class.forName(\"x\").getMethod(\"y\").invoke(null)"
						+ ".toString(); } catch (Exception ex) { return \"\"; }");
		assertThat(fingerprint.boundary().reflection()).containsExactly("java.lang.Class#forName(java.lang.String)",
				"java.lang.Class#getMethod(java.lang.String,java.lang.Class[])",
				"java.lang.reflect.Method#invoke(java.lang.Object,java.lang.Object[])");
	}

	@Test
	void saysWhichLibrariesItCalls() {
		CodeFingerprint fingerprint = far("library", "return io.musubito.StepType.DETERMINISTIC.name() "
				+ "+ io.musubito.MusubitoResult.of(\"x\").value();");
		assertThat(fingerprint.boundary().external()).contains("io.musubito.MusubitoResult#value()");
		assertThat(original.boundary().external()).isEmpty();
	}

	@Test
	void looksIntoTypeArgumentsThatAreKeptForReflection() {
		String code = "return new java.util.ArrayList<java.util.List<Unreachable>>() { }.toString();";
		assertThat(far("type-reference", code).parts()).containsKey("com.acme.Unreachable");
	}

	@Test
	void namingTheClassOfALoggerIsNotReflection() {
		String getLog = "return org.apache.commons.logging.LogFactory.getLog(Context.class).toString() + Unreachable.class;";
		CodeFingerprint fingerprint = far("logger", getLog.replace("Context", "Unreachable"));
		assertThat(fingerprint.parts()).containsKey("com.acme.Unreachable#<init>()");
		assertThat(far("only-logger", getLog.replace("Context", "Unreachable").replace(" + Unreachable.class", ""))
			.parts()).doesNotContainKey("com.acme.Unreachable#<init>()");
	}

	@Test
	void levelMethodCoversTheMethodAndItsData() throws Exception {
		CodeFingerprint method = AcmeFingerprint.of(classes, CodeLevel.METHOD);
		assertThat(method.parts().keySet()).containsExactly("com.acme.Audience", "com.acme.Audience$Public",
				"com.acme.Audience$Team", "com.acme.Context", "com.acme.Draft", "com.acme.Finding", "com.acme.Level",
				"com.acme.Question", "com.acme.Writer#write(com.acme.Question,com.acme.Level,com.acme.Audience)");
		Path helper = SOURCES.edit("Writer", "Math.min(", "Math.max(").compile(directory.resolve("level-helper"));
		assertThat(AcmeFingerprint.of(helper, CodeLevel.METHOD)).isEqualTo(method);
		Path body = SOURCES.edit("Writer", "\"a\", 1", "\"b\", 1").compile(directory.resolve("level-body"));
		assertThat(AcmeFingerprint.of(body, CodeLevel.METHOD).hash()).isNotEqualTo(method.hash());
	}

	@Test
	void levelNoneCoversNothing() {
		CodeFingerprint none = AcmeFingerprint.of(classes, CodeLevel.NONE);
		Path edited = SOURCES.edit("Writer", "\"a\", 1", "\"b\", 1").compile(directory.resolve("none"));
		assertThat(none.parts()).isEmpty();
		assertThat(AcmeFingerprint.of(edited, CodeLevel.NONE)).isEqualTo(none);
	}

	@Test
	void classThatCantBeReadIsRefused() throws Exception {
		Path incomplete = SOURCES.compile(directory.resolve("incomplete"));
		Files.delete(incomplete.resolve("com/acme/Farther.class"));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> AcmeFingerprint.of(incomplete))
			.withMessageContainingAll("Step 'write'", "com.acme.Writer#write(", "com.acme.Farther",
					"musubito.fingerprint.packages", "musubito.fingerprint.code");
	}

	@Test
	void classThatIsDamagedIsRefused() throws Exception {
		Path damaged = SOURCES.compile(directory.resolve("damaged"));
		byte[] content = Files.readAllBytes(damaged.resolve("com/acme/Farther.class"));
		Files.write(damaged.resolve("com/acme/Farther.class"), java.util.Arrays.copyOf(content, content.length / 2));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> AcmeFingerprint.of(damaged))
			.withMessageContainingAll("Step 'write'", "com.acme.Farther");
	}

	@Test
	void classOfAFutureReleaseIsRefused() throws Exception {
		Path future = SOURCES.compile(directory.resolve("future"));
		byte[] content = Files.readAllBytes(future.resolve("com/acme/Farther.class"));
		content[7] = 120;
		Files.write(future.resolve("com/acme/Farther.class"), content);
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> AcmeFingerprint.of(future))
			.withMessageContainingAll("com.acme.Farther", "120");
	}

	@Test
	void lambdaIsFollowed() throws Exception {
		CodeFingerprints fingerprints = new CodeFingerprints((name) -> name.startsWith(getClass().getName()),
				Collaborators.NONE);
		CodeFingerprint fingerprint = fingerprints.of("lambda", Bodies.class,
				LambdaCode.of(serialized(Bodies.lambda("x")), Named.class), CodeLevel.REACHABLE);
		assertThat(fingerprint.parts().keySet())
			.anyMatch((name) -> name.endsWith("$Bodies#lambda$lambda(java.lang.String)"))
			.anyMatch((name) -> name.endsWith("$Bodies#helper(java.lang.String)"))
			.anyMatch((name) -> name.endsWith("$Named"));
		assertThat(fingerprints.of("lambda", Bodies.class, LambdaCode.of(serialized(Bodies.other("x")), Named.class),
				CodeLevel.REACHABLE))
			.isNotEqualTo(fingerprint);
	}

	@Test
	void manyThreadsComputeTheSame() throws Exception {
		int threads = 8;
		CyclicBarrier barrier = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try (URLClassLoader loader = loader(classes)) {
			CodeFingerprints shared = new CodeFingerprints(AcmeFingerprint.APPLICATION, Collaborators.NONE);
			Class<?> writer = AcmeFingerprint.load(loader, "com.acme.Writer");
			Callable<CodeFingerprint> task = () -> {
				barrier.await(10, TimeUnit.SECONDS);
				return shared.of("write", new BeanCode(writer, null), AcmeFingerprint.method(writer, "write"),
						CodeLevel.REACHABLE);
			};
			List<Future<CodeFingerprint>> results = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				results.add(executor.submit(task));
			}
			CodeFingerprint alone = AcmeFingerprint.of(loader, CodeLevel.REACHABLE, "com.acme.LooseRules");
			assertThat(alone.parts()).containsKey("com.acme.LooseRules#apply(java.lang.String)");
			for (Future<CodeFingerprint> result : results) {
				assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(results.get(0).get());
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static CodeFingerprint newest(OtherJdk jdk, String name, SourceTree sources) throws Exception {
		Path compiled = sources.compileWith(jdk.program("javac"), directory.resolve(name), "--release",
				String.valueOf(jdk.version()));
		// These classes can't be loaded here, only read: the entry is one that can.
		Files.createDirectories(directory.resolve("entry"));
		Path mixed = SOURCES.compile(directory.resolve(name + "-mixed"));
		Files.copy(compiled.resolve("com/acme/Farther.class"), mixed.resolve("com/acme/Farther.class"),
				java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		return AcmeFingerprint.of(mixed);
	}

	private static CodeFingerprint far(String name, String statement) {
		return AcmeFingerprint
			.of(SOURCES.edit("Farther", "return \"far away\";", statement).compile(directory.resolve(name)));
	}

	private static URLClassLoader loader(Path path) throws IOException {
		return new URLClassLoader(new URL[] { path.toUri().toURL() }, CodeFingerprintsTests.class.getClassLoader());
	}

	private static SerializedLambda serialized(Object lambda) throws Exception {
		Method method = lambda.getClass().getDeclaredMethod("writeReplace");
		method.setAccessible(true);
		return (SerializedLambda) method.invoke(lambda);
	}

	/**
	 * Loads before its parent does, like that of DevTools.
	 */
	private static final class ChildFirstClassLoader extends URLClassLoader {

		private ChildFirstClassLoader(URL[] urls, ClassLoader parent) {
			super(urls, parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (!AcmeFingerprint.APPLICATION.test(name)) {
					return super.loadClass(name, resolve);
				}
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

	public static class SelfContained {

		public String run() {
			return "ran";
		}

	}

	private record Named(String name) {

	}

	private interface SerializableSupplier<T> extends Supplier<T>, Serializable {

	}

	private static final class Bodies {

		private static SerializableSupplier<Named> lambda(String captured) {
			return () -> new Named(helper(captured));
		}

		private static SerializableSupplier<Named> other(String captured) {
			return () -> new Named(captured);
		}

		private static String helper(String text) {
			return text + "!";
		}

	}

}
