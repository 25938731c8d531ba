package io.musubito.ai;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.musubito.autoconfigure.MusubitoAdvisorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * A process that asks a model with tools that are functions: its arguments are the class
 * of the configuration, the address of the model, the questions and the properties.
 */
public final class FunctionToolProcess {

	private FunctionToolProcess() {
	}

	@SuppressWarnings("unchecked")
	public static void main(String[] arguments) throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
					Arrays.copyOfRange(arguments, 3, arguments.length));
			context.registerBean("chatModel", ChatModel.class,
					() -> OpenAiChatModel.builder()
						.options(OpenAiChatOptions.builder()
							.baseUrl(arguments[1])
							.apiKey("test")
							.model("gpt-5-mini")
							.maxRetries(0)
							.build())
						.build());
			context.register(Class.forName(arguments[0]), MusubitoAutoConfiguration.class,
					MusubitoAiAutoConfiguration.class, MusubitoAdvisorAutoConfiguration.class,
					ToolCallingAutoConfiguration.class, ChatClientAutoConfiguration.class);
			context.refresh();
			Function<String, String> ask = context.getBean("ask", Function.class);
			for (String question : List.of(arguments[2].split(","))) {
				System.out.println("answer " + question + ": " + ask.apply(question));
			}
		}
	}

}
