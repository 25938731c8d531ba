package io.musubito.ai;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.Reason;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps without a type whose code asks a model: the options of the model count.
 */
@ExtendWith(OutputCaptureExtension.class)
class UndeclaredModelStepTests {

	private static final String MODEL = "spring.ai.openai.chat.model=";

	private static final String VENDOR = """
			package vendor;

			import org.springframework.ai.chat.client.ChatClient;
			import org.springframework.ai.chat.model.ChatModel;
			import org.springframework.ai.chat.model.ChatResponse;
			import org.springframework.ai.chat.model.Generation;
			import org.springframework.ai.chat.messages.AssistantMessage;
			import org.springframework.ai.chat.prompt.Prompt;

			public final class Vendor {

				public static int asked;

				public static final class Stub implements ChatModel {
					@Override
					public ChatResponse call(Prompt prompt) {
						asked++;
						return new ChatResponse(java.util.List.of(new Generation(new AssistantMessage("answer"))));
					}
				}

				@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
				public static class Models {
					@org.springframework.context.annotation.Bean
					ChatModel model() { return new Stub(); }
					@org.springframework.context.annotation.Bean
					ChatClient.Builder builder(ChatModel model) { return ChatClient.builder(model); }
				}

				public interface Summary {
					String of(String text);
				}

				public static final class Helper {
					private final Inner inner;
					public Helper(ChatModel model) { this.inner = new Inner(ChatClient.create(model)); }
					public String ask(String question) { return this.inner.ask(question); }
				}

				static final class Inner {
					private final ChatClient client;
					Inner(ChatClient client) { this.client = client; }
					String ask(String question) { return this.client.prompt(question).call().content(); }
				}

				public static final class HelperSummary implements Summary {
					private final Helper helper;
					public HelperSummary(Helper helper) { this.helper = helper; }
					@Override
					public String of(String text) { return this.helper.ask(text); }
				}

				public static abstract class Base {
					protected ChatModel model;
					public void setModel(ChatModel model) { this.model = model; }
					public String inherited(String question) { return this.model.call(question); }
				}

				public static final class Words {
					public static int executions;
					public static void executed() { executions++; }
					public static int count(String text) { return text.length(); }
				}

			}
			""";

	private static final String MAIN = """
			package acme;

			import io.musubito.*;
			import java.util.function.Function;
			import org.springframework.ai.chat.client.ChatClient;
			import org.springframework.ai.chat.model.ChatModel;
			import org.springframework.ai.chat.messages.UserMessage;
			import org.springframework.ai.chat.prompt.PromptTemplate;
			import org.springframework.ai.document.Document;
			import org.springframework.beans.factory.ObjectProvider;
			import org.springframework.boot.CommandLineRunner;
			import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
			import org.springframework.context.annotation.*;
			import vendor.Vendor;

			@Configuration(proxyBeanMethods = false)
			@AutoConfigurationPackage
			@Import({ Vendor.Models.class, Main.Plain.class })
			public class Main {

				@Bean Vendor.Helper helper(ChatModel model) { return new Vendor.Helper(model); }
				@Bean Vendor.Summary summary(Vendor.Helper helper) { return new Vendor.HelperSummary(helper); }
				@Bean Gateway gateway(ChatModel model) { return new ModelGateway(model); }
				@Bean Collaborator collaborator(ChatClient.Builder builder) { return new Collaborator(builder.build()); }
				@Bean Own own(ChatModel model) { Own own = new Own(); own.setModel(model); return own; }
				@Bean Steps steps(ChatModel model, ChatClient.Builder builder, Vendor.Helper helper, Vendor.Summary summary,
						Function<String, String> reworded, Gateway gateway, Collaborator collaborator, Own own,
						ObjectProvider<ChatModel> models) {
					return new Steps(model, builder, helper, summary, reworded, gateway, collaborator, own, models);
				}

				@Configuration(proxyBeanMethods = false)
				static class Runner {
					@Bean ChatClient kind(ChatClient.Builder builder) { return builder.defaultSystem("Be kind.").build(); }
					@Bean CommandLineRunner runner(ChatClient.Builder builder) {
						return (arguments) -> System.out.println(builder.build().prompt("Hello").call().content());
					}
				}

				@Configuration(proxyBeanMethods = false)
				static class Functions {
					@Bean Function<String, String> reworded(ChatModel model) { return (text) -> model.call(text); }
				}

				public interface Gateway { String ask(String question); }

				static class ModelGateway implements Gateway {
					private final ChatModel model;
					ModelGateway(ChatModel model) { this.model = model; }
					@Override public String ask(String question) { return this.model.call(question); }
				}

				static class Collaborator {
					private final ChatClient client;
					Collaborator(ChatClient client) { this.client = client; }
					String ask(String question) { return this.client.prompt().user(question).call().content(); }
				}

				static class Own extends Vendor.Base {
				}

				public static class Steps {
					private final ChatModel model;
					private final ChatClient client;
					private final Vendor.Helper helper;
					private final Vendor.Summary summary;
					private final Function<String, String> reworded;
					private final Gateway gateway;
					private final Collaborator collaborator;
					private final Own own;
					private final ObjectProvider<ChatModel> models;

					Steps(ChatModel model, ChatClient.Builder builder, Vendor.Helper helper, Vendor.Summary summary,
							Function<String, String> reworded, Gateway gateway, Collaborator collaborator, Own own,
							ObjectProvider<ChatModel> models) {
						this.model = model; this.client = builder.build(); this.helper = helper; this.summary = summary;
						this.reworded = reworded; this.gateway = gateway; this.collaborator = collaborator; this.own = own;
						this.models = models;
					}

					@MusubitoStep(name = "direct")
					public String direct(String q) { Vendor.Words.executed(); return this.model.call(q); }

					@MusubitoStep(name = "client")
					public String client(String q) { Vendor.Words.executed(); return this.client.prompt(q).call().content(); }

					@MusubitoStep(name = "reference")
					public String reference(String q) {
						Vendor.Words.executed();
						Function<String, String> ask = this.model::call;
						return ask.andThen(String::trim).apply(q);
					}

					@MusubitoStep(name = "lambda")
					public String lambda(String q) {
						Vendor.Words.executed();
						return java.util.stream.Stream.of(q).map((text) -> this.model.call(text)).findFirst().get();
					}

					@MusubitoStep(name = "function")
					public String function(String q) { Vendor.Words.executed(); return this.reworded.apply(q); }

					@MusubitoStep(name = "interface")
					public String gateway(String q) { Vendor.Words.executed(); return this.gateway.ask(q); }

					@MusubitoStep(name = "collaborator")
					public String collaborator(String q) { Vendor.Words.executed(); return this.collaborator.ask(q); }

					@MusubitoStep(name = "inherited")
					public String inherited(String q) { Vendor.Words.executed(); return this.own.inherited(q); }

					@MusubitoStep(name = "provider")
					public String provider(String q) { Vendor.Words.executed(); return this.models.getObject().call(q); }

					@MusubitoStep(name = "library")
					public String library(String q) { Vendor.Words.executed(); return this.helper.ask(q); }

					@MusubitoStep(name = "library-interface")
					public String libraryInterface(String q) { Vendor.Words.executed(); return this.summary.of(q); }

					@MusubitoStep(name = "written", type = StepType.DETERMINISTIC)
					public String written(String q) { Vendor.Words.executed(); return this.model.call(q); }

					@MusubitoStep(name = "declared", type = StepType.STOCHASTIC)
					public String declared(String q) { Vendor.Words.executed(); return this.model.call(q); }

					@MusubitoStep(name = "enclosing")
					public String enclosing(String q) { Vendor.Words.executed(); return new Inside(this).run(q); }

				}

				public static class Plain {
					private final ChatClient client;
					Plain(ChatClient kind) { this.client = kind; }

					public String ask(String q) { return this.client.prompt(q).call().content(); }

					@MusubitoStep(name = "plain")
					public String plain(String q) { Vendor.Words.executed(); return q + Vendor.Words.count(q); }

					@MusubitoStep(name = "prompt")
					public String prompt(String q) {
						Vendor.Words.executed();
						return new PromptTemplate("Say {q}").render(java.util.Map.of("q", q))
								+ new UserMessage(q).getText() + Document.builder().text(q).build().getText();
					}
				}

				static class Inside {
					private final Steps steps;
					Inside(Steps steps) { this.steps = steps; }
					String run(String q) { return this.steps.declared(q); }
				}

			}
			""";

	private static final List<String> ASKING = List.of("direct", "client", "reference", "lambda", "function", "gateway",
			"collaborator", "inherited", "provider", "library", "libraryInterface", "written", "declared", "enclosing");

	@TempDir
	Path directory;

	private SourceApplication application;

	private Path classes;

	@BeforeEach
	void compile() throws Exception {
		Path library = new SourceApplication(Files.createDirectories(this.directory.resolve("vendor")))
			.compile(Map.of("vendor.Vendor", VENDOR));
		this.application = new SourceApplication(Files.createDirectories(this.directory.resolve("acme")), library);
		this.classes = this.application.compile(Map.of("acme.Main", MAIN));
	}

	private Map<String, Explanation> executed(List<String> methods, String... properties) throws Exception {
		return this.application.run(this.classes, "acme.Main", (context) -> {
			Map<String, Explanation> executed = new LinkedHashMap<>();
			for (String method : methods) {
				Object steps = context
					.getBean(List.of("plain", "prompt").contains(method) ? "acme.Main$Plain" : "steps");
				int before = executions(context);
				Object result = steps.getClass().getMethod(method, String.class).invoke(steps, "q");
				if (executions(context) > before) {
					executed.put(method, context.getBean(MusubitoLineage.class)
						.explain(context.getBean(Musubito.class).resultOf(result).nodeId()));
				}
			}
			return executed;
		}, properties);
	}

	private static int executions(ConfigurableApplicationContext context) throws Exception {
		return context.getClassLoader().loadClass("vendor.Vendor$Words").getField("executions").getInt(null);
	}

	@Test
	void anotherModelRunsEachStepThatAsksOneAgainAndNoOther() throws Exception {
		List<String> all = new ArrayList<>(ASKING);
		all.addAll(List.of("plain", "prompt"));
		executed(all, MODEL + "gpt-4o");
		assertThat(executed(all, MODEL + "gpt-4o")).isEmpty();
		Map<String, Explanation> executed = executed(all, MODEL + "gpt-5", "spring.ai.openai.api-key=another");
		assertThat(executed.keySet()).containsExactlyElementsOf(ASKING);
		executed.forEach((method, why) -> {
			assertThat(why.reason()).as(method).isEqualTo(Reason.CONFIGURATION_CHANGED);
			assertThat(why.changes()).as(method)
				.anyMatch((change) -> change.component().equals("property spring.ai.openai.chat.model"));
		});
		assertThat(executed(all, MODEL + "gpt-4o")).as("going back").isEmpty();
	}

	@Test
	void theStartSaysOnceWhichStepsAreProbablyStochastic(CapturedOutput output) throws Exception {
		executed(List.of());
		for (String step : List.of("direct", "client", "reference", "lambda", "function", "interface", "collaborator",
				"inherited", "provider", "library", "library-interface")) {
			assertThat(output.toString().lines().filter((line) -> line.contains("Step '" + step + "'"))).as(step)
				.filteredOn((line) -> line.contains("asks a model"))
				.singleElement()
				.asString()
				.contains("(acme.Main$Steps#", "type = StepType.STOCHASTIC", "type = StepType.DETERMINISTIC");
		}
		for (String step : List.of("written", "declared", "enclosing", "plain", "prompt")) {
			assertThat(output).as(step).doesNotContain("Step '" + step + "' (");
		}
	}

	@Test
	void whereCodeIsNotFollowedTheModelCountsForEachStep() throws Exception {
		List<String> steps = List.of("direct", "plain");
		for (String level : List.of("method", "none")) {
			String code = "musubito.fingerprint.code=" + level;
			executed(steps, MODEL + "gpt-4o", code);
			assertThat(executed(steps, MODEL + "gpt-4o", code)).isEmpty();
			assertThat(executed(steps, MODEL + "gpt-5", code)).containsOnlyKeys("direct", "plain");
		}
	}

}
