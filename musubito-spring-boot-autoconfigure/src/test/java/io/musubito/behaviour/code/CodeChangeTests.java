package io.musubito.behaviour.code;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.tools.ToolProvider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Change;
import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.CodeView;
import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.Reason;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is changed, compiled and started again.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class CodeChangeTests {

	private static final String APPLICATION = """
			package com.acme;

			import io.musubito.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				public static int executions;

				@Bean
				Writer writer(Rule rule) {
					return new Writer(rule);
				}

				@Bean
				Rule rule() {
					return new Polite();
				}

				public interface Rule {
					String apply(String text);
				}

				public static class Polite implements Rule {
					public String apply(String text) {
						return "please " + text;
					}
				}

				public static class Writer implements java.util.function.UnaryOperator<String> {
					private final Rule rule;

					Writer(Rule rule) {
						this.rule = rule;
					}

					@MusubitoStep(name = "draft")
					public String apply(String text) {
						executions++;
						return this.rule.apply(decorate(text));
					}

					private String decorate(String text) {
						return "draft of " + text;
					}

					private String unrelated() {
						return "x";
					}
				}

			}
			""";

	@TempDir
	Path directory;

	private final List<String> nodes = new ArrayList<>();

	@Test
	void aChangedHelperRunsTheStepAgainAndGoingBackReplays() throws Exception {
		assertThat(run(APPLICATION).executed()).isTrue();
		assertThat(run(APPLICATION).executed()).isFalse();
		Outcome changed = run(APPLICATION.replace("draft of ", "new draft of "));
		assertThat(changed.result()).isEqualTo("please new draft of a");
		assertThat(changed.why().reason()).isEqualTo(Reason.CODE_CHANGED);
		assertThat(changed.why().changes()).extracting(Change::component)
			.containsExactly("code com.acme.Application$Writer#decorate(java.lang.String)");
		assertThat(run(APPLICATION).executed()).isFalse();
	}

	@Test
	void theNextStartNamesTheChangedMethods(CapturedOutput output) throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger("io.musubito.aop.StartReport");
		logger.setLevel(Level.INFO);
		try {
			run(APPLICATION);
			run(APPLICATION.replace("draft of ", "new draft of ").replace("please ", "kindly "));
		}
		finally {
			logger.setLevel(null);
		}
		assertThat(output).contains("1 step changed: draft (code com.acme.Application$Polite#apply(java.lang.String), "
				+ "com.acme.Application$Writer#decorate(java.lang.String)). That touches 1 node recorded for it");
	}

	@Test
	void aChangedBeanBehindAnInterfaceRunsTheStepAgain() throws Exception {
		run(APPLICATION);
		Outcome changed = run(APPLICATION.replace("please ", "kindly "));
		assertThat(changed.result()).isEqualTo("kindly draft of a");
		assertThat(changed.why().changes()).extracting(Change::component)
			.containsExactly("code com.acme.Application$Polite#apply(java.lang.String)");
	}

	@Test
	void whatTheStepDoesNotReachDoesNotCount() throws Exception {
		run(APPLICATION);
		assertThat(run(APPLICATION.replace("return \"x\";", "// a comment\n return \"y\";")).executed()).isFalse();
	}

	@Test
	void withoutFingerprintOnlyTheVersionCounts() throws Exception {
		run(APPLICATION, "musubito.fingerprint.code=none");
		String changed = APPLICATION.replace("draft of ", "new draft of ");
		assertThat(run(changed, "musubito.fingerprint.code=none").executed()).isFalse();
		assertThat(run(changed, "musubito.fingerprint.code=none", "musubito.steps.draft.version=2").executed())
			.isTrue();
	}

	@Test
	void showsWhatTheFingerprintOfANodeCoversAndWhereItEnds() throws Exception {
		String source = APPLICATION.replace("return \"draft of \" + text;",
				"return org.springframework.util.StringUtils.capitalize(\"draft of \") + text;");
		CodeView code = run(source).code();
		assertThat(code.level()).isEqualTo(CodeLevel.REACHABLE);
		assertThat(code.current()).isTrue();
		assertThat(code.fingerprint()).matches("[0-9a-f]{64}");
		assertThat(code.parts()).contains("com.acme.Application$Writer#decorate(java.lang.String)")
			.doesNotContain("com.acme.Application$Writer#unrelated()");
		assertThat(code.boundary().external())
			.containsExactly("org.springframework.util.StringUtils#capitalize(java.lang.String)");
		assertThat(code.boundary().unresolved()).isEmpty();
		assertThat(code.boundary().reflection()).isEmpty();
	}

	@Test
	void aNodeThatOlderCodeMadeKeepsTheBoundaryOfThatCode() throws Exception {
		run(APPLICATION.replace("return \"draft of \" + text;",
				"return org.springframework.util.StringUtils.capitalize(\"draft of \") + text;"));
		Outcome now = run(APPLICATION);
		assertThat(now.code().current()).isTrue();
		assertThat(now.code().boundary()).isEqualTo(CodeBoundary.NONE);
		assertThat(now.codeOfFirst().current()).isFalse();
		assertThat(now.codeOfFirst().boundary().external()).hasSize(1);
	}

	@Test
	void saysSoWhenNoCodeWasFollowed() throws Exception {
		CodeView method = run(APPLICATION, "musubito.fingerprint.code=method").code();
		assertThat(method.level()).isEqualTo(CodeLevel.METHOD);
		assertThat(method.parts()).containsExactly("com.acme.Application$Writer#apply(java.lang.String)");
		CodeView none = run(APPLICATION, "musubito.fingerprint.code=none").code();
		assertThat(none.level()).isEqualTo(CodeLevel.NONE);
		assertThat(none.parts()).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private Outcome run(String source, String... properties) throws Exception {
		Path classes = compile(source);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> application = loader.loadClass("com.acme.Application");
			try (ConfigurableApplicationContext context = Engine.in(this.directory).start(application, properties)) {
				String result = ((UnaryOperator<String>) context.getBean("writer")).apply("a");
				String nodeId = context.getBean(Musubito.class).resultOf(result).nodeId();
				this.nodes.add(nodeId);
				MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
				return new Outcome(result, application.getField("executions").getInt(null) == 1,
						lineage.explain(nodeId), lineage.code(nodeId).orElseThrow(),
						lineage.code(this.nodes.get(0)).orElseThrow());
			}
		}
	}

	private Path compile(String source) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "application");
		Path file = folder.resolve("Application.java");
		Files.writeString(file, source);
		List<String> arguments = List.of("-parameters", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return folder;
	}

	private record Outcome(String result, boolean executed, Explanation why, CodeView code, CodeView codeOfFirst) {

	}

}
