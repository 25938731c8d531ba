package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.ai.AdvisorsBehindTests.ReReading;
import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.ai.chat.client.ChatClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One prompt that is asked several times on purpose, as self-consistency does: each
 * sample has an answer of its own, and keeps it.
 */
@Timeout(60)
class RepetitionTests {

	private final ModelServer server = new ModelServer();

	private final AtomicInteger answers = new AtomicInteger();

	@TempDir
	Path directory;

	private ChatApplication application;

	@BeforeEach
	void start() {
		this.server.answer((request) -> Answer.text("Answer " + this.answers.incrementAndGet()));
		restart();
	}

	@AfterEach
	void close() {
		this.application.close();
		this.server.close();
	}

	@Test
	void withoutAParameterTheyAreOneAnswer() {
		assertThat(IntStream.range(0, 5)
			.mapToObj((i) -> this.application.client().prompt("Important?").call().content())
			.distinct()).containsExactly("Answer 1");
	}

	@Test
	void aParameterGivesEachItsAnswer() {
		List<String> cold = samples("Important?");
		assertThat(cold).doesNotHaveDuplicates().hasSize(5);
		assertThat(samples("Important?")).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(5)
			.allSatisfy((request) -> assertThat(request.toString()).doesNotContain("sample"));
		restart();
		assertThat(samples("Important?")).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(5);
		assertThat(samples("Urgent?")).doesNotContainAnyElementsOf(cold).doesNotHaveDuplicates();
		assertThat(this.server.requests()).hasSize(10);
		assertThat(samples("Important?")).isEqualTo(cold);
	}

	@Test
	void aParameterGivesEachStreamItsAnswer() {
		List<String> cold = streams("Important?");
		assertThat(cold).doesNotHaveDuplicates().hasSize(5);
		restart();
		assertThat(streams("Important?")).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(5);
		assertThat(streams("Urgent?")).doesNotContainAnyElementsOf(cold);
	}

	@Test
	void samplesMayBeDrawnAtTheSameTime() throws Exception {
		List<String> cold = together("Important?");
		assertThat(cold).doesNotHaveDuplicates().hasSize(5);
		restart();
		assertThat(together("Important?")).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(5);
	}

	@Test
	void theParameterCountsWithAnAdvisorBehind() {
		ChatClient client = this.application.builder().defaultAdvisors(new ReReading()).build();
		List<String> cold = samples(client, "Important?");
		assertThat(cold).doesNotHaveDuplicates().hasSize(5);
		assertThat(samples(client, "Important?")).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(5);
	}

	@Test
	void whyAnotherSampleIsAskedForIsTheParameter() {
		samples("Important?");
		ChatClient client = this.application.client();
		assertThat(this.application
			.ask(() -> client.prompt("Important?").advisors((a) -> a.param("sample", 5)).call().content())
			.why()
			.toString()).contains("sample").contains("5");
	}

	@Test
	void aBlockGivesEachItsAnswer() {
		List<String> cold = block(3);
		assertThat(cold).doesNotHaveDuplicates().hasSize(3);
		List<String> streams = blockOfStreams(3);
		assertThat(streams).doesNotHaveDuplicates().hasSize(3);
		restart();
		assertThat(block(5)).startsWith(cold.toArray(String[]::new)).doesNotHaveDuplicates().hasSize(5);
		assertThat(blockOfStreams(3)).isEqualTo(streams);
		assertThat(this.server.requests()).hasSize(8);
	}

	private List<String> block(int count) {
		ChatClient client = this.application.client();
		return this.application.bean(Musubito.class).samples(count, () -> client.prompt("Important?").call().content());
	}

	private List<String> blockOfStreams(int count) {
		ChatClient client = this.application.client();
		return this.application.bean(Musubito.class)
			.samples(count,
					() -> String.join("", client.prompt("Important?").stream().content().collectList().block()));
	}

	private List<String> samples(String question) {
		return samples(this.application.client(), question);
	}

	private static List<String> samples(ChatClient client, String question) {
		return IntStream.range(0, 5)
			.mapToObj((i) -> client.prompt(question).advisors((a) -> a.param("sample", i)).call().content())
			.toList();
	}

	private List<String> streams(String question) {
		return IntStream.range(0, 5)
			.mapToObj((i) -> String.join("",
					this.application.client()
						.prompt(question)
						.advisors((a) -> a.param("sample", i))
						.stream()
						.content()
						.collectList()
						.block()))
			.toList();
	}

	private List<String> together(String question) throws Exception {
		ChatClient client = this.application.client();
		ExecutorService pool = Executors.newFixedThreadPool(5);
		try {
			List<Future<String>> samples = IntStream.range(0, 5)
				.mapToObj((i) -> pool
					.submit(() -> client.prompt(question).advisors((a) -> a.param("sample", i)).call().content()))
				.toList();
			return List.of(samples.get(0).get(), samples.get(1).get(), samples.get(2).get(), samples.get(3).get(),
					samples.get(4).get());
		}
		finally {
			pool.shutdown();
		}
	}

	private void restart() {
		if (this.application != null) {
			this.application.close();
		}
		this.application = ChatApplication.start(this.directory,
				ChatApplication.model(ChatApplication.options(this.server)));
	}

}
