package com.acme.desk;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

@Service
public class ModelService {

	@Autowired
	private ChatModel model;

	@Autowired
	@Qualifier("chatClient")
	private ChatClient client;

	@Autowired
	@Qualifier("toolClient")
	private ChatClient toolClient;

	@Autowired
	private Environment environment;

	@Value("classpath:prompts/summary.st")
	private Resource summary;

	@Value("classpath:prompts/facts.st")
	private Resource facts;

	@MusubitoStep(name = "classify", type = StepType.STOCHASTIC)
	public String classify(String text) {
		String question = Prompts.CLASSIFY.formatted(Texts.tidy(text));
		return this.model.call(new Prompt(new SystemMessage(Prompts.RULES), new UserMessage(question)))
			.getResult()
			.getOutput()
			.getText();
	}

	@MusubitoStep(name = "summarise", type = StepType.STOCHASTIC)
	public String summarise(String text, String audience) {
		return this.client.prompt()
			.user((user) -> user.text(this.summary).param("audience", audience).param("text", Texts.expand(text)))
			.call()
			.content();
	}

	@MusubitoStep(name = "tell-facts", type = StepType.STOCHASTIC)
	public String tellFacts(Ticket ticket) {
		Facts known = new Facts(ticket.customer().name(), "the shop", Texts.kind(ticket.tags().get(0)));
		return this.client.prompt()
			.user((user) -> user.text(this.facts).param("facts", known))
			.call()
			.content();
	}

	@MusubitoStep(name = "track", type = StepType.STOCHASTIC)
	public String track(String order) {
		return this.client.prompt("Where is order " + order + "?")
			.tools(new OrderTools(this.environment.getProperty("desk.region", "south")))
			.call()
			.content();
	}

	@MusubitoStep(name = "price", type = StepType.STOCHASTIC)
	public String price(String article) {
		return this.toolClient.prompt("What does " + article + " cost?").call().content();
	}

	@MusubitoStep(name = "translate-by-model", type = StepType.STOCHASTIC)
	public String translate(String text) {
		ChatOptions options = ChatOptions.builder().model("translator-1").temperature(0.1).build();
		return this.model.call(new Prompt(Prompts.LANGUAGE + " " + text, options)).getResult().getOutput().getText();
	}

}
