package io.musubito.sample.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.jayway.jsonpath.JsonPath;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader of the README and of {@code docs/first-hour.md} does, with the files that
 * they show, against a stand-in for a model.
 */
@Tag("process")
class FirstHourTests {

	private static final Document README = Document.read("README.md");

	private static final Document FIRST_HOUR = Document.read("docs/first-hour.md");

	private static final String CLASS = README.block("java", "package com.example;");

	private static final String QUESTION = "/summary?text=Spring+is+a+framework+for+Java";

	@TempDir
	Path directory;

	private StandIn model;

	private ExampleApplication application;

	@BeforeEach
	void start() throws IOException {
		this.model = StandIn.start(Latency.NONE);
		this.application = new ExampleApplication(this.directory);
		this.application.compile(CLASS);
		this.application.resource("application.yml", README.block("yaml", "spring:"));
	}

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void theApplicationOfTheReadmeAsksTheModelOnceAndNotAfterARestart() throws IOException {
		run((client, log) -> {
			String answer = client.body(QUESTION);
			assertThat(client.body(QUESTION)).isEqualTo(answer);
			assertThat(JsonPath.<Integer>read(client.body("/actuator/musubito"), "$.cache.executed")).isOne();
			assertThat(JsonPath.<Integer>read(client.body("/actuator/musubito"), "$.cache.replayed")).isOne();
		});
		run((client, log) -> client.body(QUESTION));
		assertThat(this.model.use().requests()).isOne();
	}

	@Test
	void theFirstHour() throws IOException {
		run((client, log) -> client.body(QUESTION));
		String prompt = FIRST_HOUR.block("st", "Summarize");
		this.application.compile(withPromptInAFile());
		this.application.resource("prompts/summary.st", prompt);
		run((client, log) -> {
			client.body(QUESTION);
			assertThat(reasonOfNewest(client)).isEqualTo("CODE_CHANGED");
			client.body(QUESTION);
			assertThat(this.model.use().requests()).isEqualTo(2);
			assertThat(client.body("/actuator/musubito/graph?format=mermaid")).startsWith("flowchart")
				.contains("summarize");
			assertThat(client.body("/actuator/health")).contains("UP");
			assertThat(JsonPath.<String>read(client.body("/actuator/info"), "$.musubito.mode")).isEqualTo("REPLAY");
		});
		this.application.resource("prompts/summary.st", prompt.replace("one sentence", "two sentences"));
		run((client, log) -> {
			client.body(QUESTION);
			assertThat(reasonOfNewest(client)).isEqualTo("CONFIGURATION_CHANGED");
			assertThat(Files.readString(log)).as("a line at DEBUG that says why")
				.contains("DEBUG")
				.contains("summary.st");
		}, "--logging.level.io.musubito=debug");
		assertThat(this.model.use().requests()).isEqualTo(3);
		this.application.resource("prompts/summary.st", prompt);
		run((client, log) -> {
			client.body(QUESTION);
			assertThat(client.get("/summary?text=never+asked").getStatusCode().value()).isEqualTo(500);
			assertThat(Files.readString(log)).contains("ReplayMissException", "summarize");
		}, "--musubito.mode=replay-only");
		assertThat(this.model.use().requests()).as("going back replays").isEqualTo(3);
	}

	@Test
	void showsThePluginThatTheSampleHas() {
		String pom = withoutSpaceAndComments(Document.read("sample-app/pom.xml").text());
		assertThat(pom).contains(withoutSpaceAndComments(FIRST_HOUR.block("xml", "<plugin>")));
	}

	private static String withPromptInAFile() {
		String summarizer = FIRST_HOUR.block("java", "@Service").indent(4).replace("    ", "\t");
		String importOfIt = FIRST_HOUR.text().replaceAll("(?s).*`(import [\\w.]+;)`.*", "$1");
		int begin = CLASS.indexOf("\t@Service");
		int end = CLASS.indexOf("\t@RestController");
		return CLASS.substring(0, begin).replaceFirst("\nimport ", "\n" + importOfIt + "\nimport ") + summarizer + "\n"
				+ CLASS.substring(end);
	}

	private static String reasonOfNewest(ExampleApplication.Client client) {
		String run = JsonPath.read(client.body("/actuator/musubito/runs?limit=1"), "$.runs[0].runId");
		return JsonPath.read(client.body("/actuator/musubito/runs/" + run), "$.steps[0].reason");
	}

	private static String withoutSpaceAndComments(String xml) {
		return xml.replaceAll("(?s)<!--.*?-->", "").replaceAll("\\s+", "");
	}

	private void run(ExampleApplication.Work work, String... more) throws IOException {
		String[] arguments = new String[more.length + 1];
		System.arraycopy(more, 0, arguments, 0, more.length);
		arguments[more.length] = "--spring.ai.openai.base-url=" + this.model.address() + "/v1";
		this.application.run(work, arguments);
	}

}
