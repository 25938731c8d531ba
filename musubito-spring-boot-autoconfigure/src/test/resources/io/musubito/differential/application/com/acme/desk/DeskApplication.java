package com.acme.desk;

import io.musubito.differential.EchoModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.Resource;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ComponentScan
@EnableConfigurationProperties({ DeskProperties.class, TeamProperties.class })
public class DeskApplication {

	@Bean
	@Primary
	ChatModel chatModel(@Value("${desk.model.name}") String name,
			@Value("${desk.model.temperature:0.7}") double temperature) {
		return new EchoModel(ToolCallingChatOptions.builder().model(name).temperature(temperature).maxTokens(100).build());
	}

	@Bean
	ChatModel largeModel() {
		return new EchoModel(ToolCallingChatOptions.builder().model("large-1").temperature(0.9).build());
	}

	@Bean
	ChatClient chatClient(ChatModel model, @Value("classpath:prompts/system.st") Resource system) {
		return ChatClient.builder(model).defaultSystem(system).build();
	}

	@Bean
	ChatClient toolClient(@Qualifier("largeModel") ChatModel model, PriceTools tools) {
		return ChatClient.builder(model)
			.defaultSystem("Use your tools.")
			.defaultTools(tools)
			.build();
	}

	@Bean
	JsonMapper deskJson() {
		return JsonMapper.builder().build();
	}

	@Bean
	Translator translator() {
		return new WordTranslator("hello", "hallo");
	}

	@Bean
	@Profile("day")
	Shift dayShift() {
		return new Shift("8 to 16", 4);
	}

	@Bean
	@Profile("night")
	Shift nightShift() {
		return new Shift("22 to 6", 2);
	}

	@Bean
	@Scope("prototype")
	Printer printer(String paper) {
		return new Printer(paper, 2);
	}

	@Bean
	Discount discount(@Value("#{${desk.discount} + 1}") int percent) {
		return new Discount(percent, (price) -> price - price * percent / 100);
	}

}
