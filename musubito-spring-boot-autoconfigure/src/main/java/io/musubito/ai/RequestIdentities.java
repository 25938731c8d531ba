package io.musubito.ai;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.musubito.ai.Repetitions.Repetition;
import io.musubito.identity.Input;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.OptionsWithoutTools;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClientAttributes;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Identifies requests by everything that an answer may depend on: what is left out is
 * named here. Safe for use by many threads.
 */
final class RequestIdentities {

	private static final Type MESSAGES = new ParameterizedTypeReference<List<Message>>() {
	}.getType();

	private static final Type TOOLS = new ParameterizedTypeReference<List<ToolIdentity>>() {
	}.getType();

	private static final Type BEHAVIOURS = new ParameterizedTypeReference<List<Behaviour>>() {
	}.getType();

	private static final Type MAP = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	/**
	 * Told as the format, or without influence on an answer: what a conversation has come
	 * to is in the messages, and what advisors are there is seen in the chain.
	 */
	private static final Set<String> NOT_CONTEXT = Set.of(ChatClientAttributes.OUTPUT_FORMAT.getKey(),
			ChatClientAttributes.STRUCTURED_OUTPUT_SCHEMA.getKey(),
			ChatClientAttributes.STRUCTURED_OUTPUT_NATIVE.getKey(),
			ChatClientAttributes.TOOL_CALLING_ADVISOR_AUTO_REGISTER.getKey(), ChatMemory.CONVERSATION_ID);

	private final CanonicalEncoder encoder;

	private final Behaviours behaviours;

	/**
	 * Creates it.
	 * @param encoder hashes the parts of a request
	 * @param behaviours tells what tools and models do
	 */
	RequestIdentities(CanonicalEncoder encoder, Behaviours behaviours) {
		this.encoder = encoder;
		this.behaviours = behaviours;
	}

	/**
	 * Identifies a request.
	 * @param asked the request
	 * @param behind the advisors that it has yet to pass
	 * @return its identity
	 * @throws NotReplayableException when a part of it can't be identified
	 */
	RequestIdentity of(AskedRequest asked, AdvisorsBehind behind) {
		ChatClientRequest request = asked.request();
		List<Message> messages = request.prompt().getInstructions();
		ChatOptions options = request.prompt().getOptions();
		SortedMap<String, @Nullable Object> context = new TreeMap<>(asked.original().context());
		context.keySet().removeAll(NOT_CONTEXT);
		List<Input> inputs = new ArrayList<>();
		add(inputs, "messages", messages, MESSAGES);
		add(inputs, "options", (options != null) ? new OptionsWithoutTools(options) : null, OptionsWithoutTools.class);
		CodeQuestions questions = new CodeQuestions();
		addTools(inputs, options, behind.callsTools(), questions);
		add(inputs, "format", OutputFormat.of(request.context()), OutputFormat.class);
		add(inputs, "context", context, MAP);
		questions.about(CodeQuestions.MODEL);
		add(inputs, "chatModel", ModelIdentity.of(behind.model(), this.behaviours, questions), ModelIdentity.class);
		questions.about("tool calling");
		List<Behaviour> loops = behind.toolCalling()
			.stream()
			.map((loop) -> this.behaviours.ofLibrary(loop, questions))
			.toList();
		add(inputs, "toolCalling", loops, BEHAVIOURS);
		Repetition repetition = asked.repetitions().next(inputs);
		if (repetition.number() > 0) {
			add(inputs, "repetition", repetition.number(), Integer.class);
		}
		return new RequestIdentity(List.copyOf(inputs), consumed(asked, context), questions.toSurroundings(),
				questions.unseen(), repetition);
	}

	/**
	 * A message is no container of what it says, but the very text may be a result.
	 */
	private static List<Input> consumed(AskedRequest asked, Map<String, @Nullable Object> context) {
		List<@Nullable String> texts = Stream.of(asked.request(), asked.original())
			.flatMap((request) -> request.prompt().getInstructions().stream())
			.<@Nullable String>map(Message::getText)
			.toList();
		return List.of(new Input("messages", texts, Object.class), new Input("context", context, Object.class));
	}

	/**
	 * Which code of the application makes the call of this thread.
	 */
	String place() {
		return CallingCode.find(this.behaviours::isApplication);
	}

	private void addTools(List<Input> inputs, @Nullable ChatOptions options, boolean called, CodeQuestions questions) {
		List<ToolIdentity> tools = new ArrayList<>();
		Map<String, Object> context = Map.of();
		if (options instanceof ToolCallingChatOptions calling) {
			if (calling.getToolCallbacks() != null) {
				for (ToolCallback tool : calling.getToolCallbacks()) {
					tools.add(called ? identify(tool, questions) : ToolIdentity.told(tool));
				}
			}
			if (calling.getToolContext() != null) {
				context = calling.getToolContext();
			}
		}
		add(inputs, "tools", tools, TOOLS);
		add(inputs, "toolContext", new TreeMap<>(context), MAP);
	}

	private ToolIdentity identify(ToolCallback tool, CodeQuestions questions) {
		String part = "tool '" + tool.getToolDefinition().name() + "'";
		questions.about(part);
		try {
			return ToolIdentity.of(tool, this.behaviours, questions);
		}
		catch (NotReplayableException ex) {
			throw ex.of(part);
		}
	}

	private void add(List<Input> inputs, String name, @Nullable Object value, Type type) {
		try {
			inputs.add(new Input(name, value, type, this.encoder.hash(value, type)));
		}
		catch (UnhashableValueException ex) {
			if (value instanceof Map<?, ?> map) {
				map.forEach((key, part) -> checkEntry(name, key, part));
			}
			throw notReplayable(name, ex.path(), ex);
		}
	}

	/**
	 * Which entry of a map it was, nothing but its key can tell.
	 */
	private void checkEntry(String name, Object key, @Nullable Object value) {
		try {
			this.encoder.hash(value, Object.class);
		}
		catch (UnhashableValueException ex) {
			throw notReplayable(name, "$['" + key + "']" + ex.path().substring(1), ex);
		}
	}

	private static NotReplayableException notReplayable(String input, String path, UnhashableValueException ex) {
		return new NotReplayableException(input + " " + path,
				"its %s can't be hashed at %s, of type %s: %s. Pass the content, or leave it out of the request"
					.formatted(input, path, ex.type(), ex.reason()));
	}

}
