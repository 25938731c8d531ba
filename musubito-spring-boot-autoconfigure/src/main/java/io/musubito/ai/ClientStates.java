package io.musubito.ai;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.musubito.state.StateReader;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;

/**
 * What counts of a chat client: the request that it begins each time, with the model that
 * it asks, and its advisors.
 */
final class ClientStates implements StateReader {

	/** What watches a request, and what is made anew for each. */
	private static final Set<String> UNCOUNTED = Set.of("observationRegistry", "chatClientObservationConvention",
			"advisorObservationConvention");

	/** What a manager of tool calls does beside watching and finding tools by name. */
	private static final Set<String> TOOL_CALLING = Set.of("toolExecutionExceptionProcessor", "toolCallLimits");

	private static final String OF_TOOLS = "org.springframework.ai.tool.";

	/** Advisors that every client has, or that look at a request without changing it. */
	private static final List<String> UNCHANGING = List.of("io.musubito.ai.ModelCallAdvisor",
			"io.musubito.ai.MusubitoAdvisor", "org.springframework.ai.chat.client.advisor.SimpleLoggerAdvisor");

	@Override
	public @Nullable Content read(Object object) {
		if (object instanceof ChatClient client) {
			Object request = Held.in(client, "defaultChatClientRequest");
			return (request != null) ? request(client, request) : null;
		}
		if (object instanceof ChatClient.Builder builder) {
			Object request = Held.in(builder, "defaultRequest");
			return (request != null) ? request(builder, request) : null;
		}
		if (object instanceof ChatOptions.Builder<?> options) {
			return new Content(object.getClass().getName(), ModelStates.parts("options", options.clone().build()),
					false, true);
		}
		if (object instanceof ToolCallbackProvider && object.getClass().getName().startsWith(OF_TOOLS)) {
			// What others give is another each time they are asked
			return fields(object, (name) -> true, true);
		}
		if (object instanceof ToolCallingAdvisor || object instanceof ToolCallingAdvisor.Builder<?>) {
			return fields(object, (name) -> true, !(object instanceof ToolCallingAdvisor.Builder<?>));
		}
		if (object instanceof DefaultToolCallingManager) {
			return fields(object, TOOL_CALLING::contains, true);
		}
		if (object instanceof DefaultToolExecutionExceptionProcessor || isLimits(object)) {
			return fields(object, (name) -> true, true);
		}
		return (object instanceof Advisor advisor) ? advisor(advisor) : null;
	}

	private static boolean isLimits(Object object) {
		return object.getClass().getName().equals("org.springframework.ai.model.tool.ToolCallLimits");
	}

	private static Content fields(Object object, Predicate<String> counted, boolean fixed) {
		return new Content(object.getClass().getName(), Held.fields(object, counted), fixed, true);
	}

	private static Content request(Object owner, Object request) {
		Map<String, @Nullable Object> parts = Held.fields(request, (name) -> !UNCOUNTED.contains(name));
		if (parts.get("advisors") instanceof List<?> advisors) {
			parts.put("advisors", advisors.stream().filter(ClientStates::matters).toList());
		}
		return new Content(owner.getClass().getName(), parts, !(owner instanceof ChatClient.Builder), true);
	}

	private static boolean matters(Object advisor) {
		return UNCHANGING.stream().noneMatch(advisor.getClass().getName()::startsWith);
	}

	/**
	 * An advisor of a library counts by its class and place; what it asks, a memory or a
	 * store of documents, is another one at each call.
	 */
	private static Content advisor(Advisor advisor) {
		return new Content(advisor.getClass().getName(),
				ModelStates.parts("name", advisor.getName(), "order", advisor.getOrder()), true, false);
	}

}
