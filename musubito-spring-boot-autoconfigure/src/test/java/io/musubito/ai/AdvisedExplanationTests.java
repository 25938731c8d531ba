package io.musubito.ai;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.ai.ChatApplication.Asked;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What advised calls are compared with, in the shapes in which applications make them.
 */
@Timeout(120)
class AdvisedExplanationTests {

	private static final List<String> PROMPTS = List.of(
			"Extract only the numerical values and what they are called from the text.",
			"Convert all of these to percentages where that is possible, one in each line.",
			"Sort every line in descending order by number and keep the format.");

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ChatApplication application;

	@AfterEach
	void close() {
		this.server.close();
		if (this.application != null) {
			this.application.close();
		}
	}

	private void start(String... properties) {
		if (this.application != null) {
			this.application.close();
		}
		this.application = ChatApplication.start(this.directory,
				ChatApplication.model(ChatApplication.options(this.server)), properties);
		this.server.answer((request) -> Answer
			.text("done " + request.path("messages").get(0).path("content").asString().hashCode()));
	}

	private static String chain(ChatClient client, List<String> prompts) {
		String response = "92 points, 45 % growth";
		for (String prompt : prompts) {
			response = client.prompt(prompt + "\n" + response).call().content();
		}
		return response;
	}

	private Asked<String> chain(List<String> prompts) {
		return this.application.ask(() -> chain(this.application.client(), prompts));
	}

	private static List<Reason> reasons(Asked<?> asked) {
		return asked.steps()
			.stream()
			.filter((step) -> step.outcome() == StepOutcome.EXECUTED)
			.map(StepView::why)
			.map(Explanation::reason)
			.toList();
	}

	private static List<String> edited(int index, String prompt) {
		List<String> edited = new ArrayList<>(PROMPTS);
		edited.set(index, prompt);
		return edited;
	}

	@Test
	void aColdChainIsExecutedForTheFirstTimeThroughout() {
		start();
		assertThat(reasons(chain(PROMPTS))).containsExactly(Reason.FIRST_EXECUTION, Reason.FIRST_EXECUTION,
				Reason.FIRST_EXECUTION);
		start();
		assertThat(chain(PROMPTS).replayed()).isTrue();
	}

	@Test
	void anEditedPromptIsComparedWithItself() {
		start();
		chain(PROMPTS);
		start();
		Asked<String> asked = chain(edited(1, "Convert all of these to percentages where possible, one in each line."));
		assertThat(asked.steps().get(0).outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(reasons(asked)).containsExactly(Reason.INPUT_CHANGED, Reason.INPUT_CHANGED);
		assertThat(asked.steps().get(1).why().toString()).contains("where that is possible", "where possible")
			.doesNotContain("Sort", "Extract");
		assertThat(asked.steps().get(2).why().toString()).contains("done ").doesNotContain("Convert");
	}

	@Test
	void aPromptThatIsWrittenAnewIsComparedWithTheOneAtItsPosition() {
		start();
		chain(PROMPTS);
		start();
		Asked<String> asked = chain(edited(1, "Nothing of this was said before!"));
		assertThat(asked.steps().get(1).why().toString()).contains("Convert", "Nothing");
	}

	@Test
	void outsideOfRunsOnlyTextsThatAreAlikeAreCompared() throws SQLException {
		start();
		chain(this.application.client(), PROMPTS);
		assertThat(whyOfAll()).hasSize(3).allMatch((why) -> why.contains("FIRST_EXECUTION"));
		start();
		chain(this.application.client(),
				edited(2, "Sort every line in ascending order by number and keep the format."));
		assertThat(whyOfAll()).filteredOn((why) -> why.contains("INPUT_CHANGED"))
			.singleElement()
			.asString()
			.contains("descending", "ascending");
	}

	private List<String> whyOfAll() throws SQLException {
		List<String> why = new ArrayList<>();
		try (Connection connection = DriverManager
			.getConnection("jdbc:sqlite:" + this.directory.resolve("musubito.db"));
				ResultSet rows = connection.createStatement()
					.executeQuery("SELECT why FROM musubito_node_details ORDER BY node")) {
			while (rows.next()) {
				why.add(rows.getString(1));
			}
		}
		return why;
	}

	@Test
	void anOptionThatChangedIsToldOfThePromptThatHasIt() {
		start();
		chain(PROMPTS);
		Asked<String> asked = this.application.ask(() -> this.application.client()
			.prompt(PROMPTS.get(2) + "\ndone")
			.options(ChatApplication.options(this.server).temperature(0.5))
			.call()
			.content());
		assertThat(asked.why().toString()).contains("options");
	}

	@Test
	void whereTextsAreNotKeptThePlaceTells() {
		start("musubito.inputs.keep=false");
		assertThat(reasons(chain(PROMPTS))).containsOnly(Reason.FIRST_EXECUTION);
		elsewhere("Something else entirely");
		start("musubito.inputs.keep=false");
		Asked<String> asked = chain(edited(1, "Convert nothing."));
		assertThat(reasons(asked)).containsOnly(Reason.INPUT_CHANGED);
		assertThat(reasons(this.application.ask(() -> yetElsewhere("Never asked"))))
			.containsExactly(Reason.FIRST_EXECUTION);
	}

	private String elsewhere(String question) {
		return this.application.client().prompt(question).call().content();
	}

	private String yetElsewhere(String question) {
		return this.application.client().prompt(question).call().content();
	}

	@Test
	void aStreamIsComparedInTheSameWay() {
		start();
		Function<String, Asked<String>> stream = (prompt) -> this.application.ask(() -> String.join("",
				this.application.client().prompt(prompt).stream().content().collectList().block()));
		assertThat(reasons(stream.apply(PROMPTS.get(0)))).containsExactly(Reason.FIRST_EXECUTION);
		assertThat(stream.apply(PROMPTS.get(0)).replayed()).isTrue();
		Asked<String> asked = stream.apply(PROMPTS.get(0) + " Please.");
		assertThat(reasons(asked)).containsExactly(Reason.INPUT_CHANGED);
		assertThat(asked.why().toString()).contains("Please");
	}

	@Test
	void workersInParallelAreComparedWithThemselves() {
		start();
		List<String> tasks = List.of("Write about apples in the garden of my aunt, formally.",
				"List seven mountains with their height in metres.", "Who painted the ceiling of that chapel in Rome?");
		assertThat(reasons(workers(tasks))).containsExactly(Reason.FIRST_EXECUTION, Reason.FIRST_EXECUTION,
				Reason.FIRST_EXECUTION);
		start();
		assertThat(workers(tasks).replayed()).isTrue();
		List<String> edited = new ArrayList<>(tasks);
		edited.set(1, "List eight mountains with their height in metres.");
		Asked<Integer> asked = workers(edited);
		assertThat(reasons(asked)).containsExactly(Reason.INPUT_CHANGED);
		assertThat(asked.steps()).filteredOn((step) -> step.outcome() == StepOutcome.EXECUTED)
			.singleElement()
			.satisfies((step) -> assertThat(step.why().toString()).contains("seven", "eight"));
	}

	private Asked<Integer> workers(List<String> tasks) {
		Musubito musubito = this.application.bean(Musubito.class);
		return this.application.ask(() -> musubito.forEach(tasks)
			.concurrency(3)
			.apply((task) -> this.application.client().prompt(task).call().content())
			.size());
	}

	@Test
	void anAnswerThatWasCutOffSaysSo() {
		for (String start : List.of("first", "second")) {
			try (ChatApplication other = ChatApplication.startWith(this.directory, (context) -> {
				context.registerBean("chatModel", ChatModel.class,
						() -> ChatApplication.model(ChatApplication.options(this.server)));
				context.register(MusubitoAutoConfiguration.class, MusubitoAiAutoConfiguration.class);
			})) {
				this.server.answer((request) -> (start.equals("first"))
						? Answer.text("An answer that").finishedBy("length") : Answer.text("An answer."));
				Asked<String> asked = other.ask("Which?");
				assertThat(asked.steps().get(0).outcome()).isEqualTo(StepOutcome.EXECUTED);
				if (start.equals("second")) {
					assertThat(asked.why().reason()).isEqualTo(Reason.REPLAY_DISABLED);
					assertThat(asked.why()).hasToString("the answer ended with LENGTH");
					assertThat(other.ask("Which?").replayed()).isTrue();
				}
			}
		}
	}

}
