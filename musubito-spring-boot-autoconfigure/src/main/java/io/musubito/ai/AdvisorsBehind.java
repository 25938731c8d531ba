package io.musubito.ai;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.advisor.ChatModelCallAdvisor;
import org.springframework.ai.chat.client.advisor.ChatModelStreamAdvisor;
import org.springframework.ai.chat.client.advisor.SimpleLoggerAdvisor;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.util.ReflectionUtils;

/**
 * The advisors that see a request after the call was identified. What they change in it
 * is not in the identity, so that each of them must be known to change nothing. Last is
 * the one that asks the model.
 *
 * @param advisors the advisors, the last one included
 * @param order the order of the advisor that identifies calls
 */
record AdvisorsBehind(List<? extends Advisor> advisors, int order) {

	/** By class, not by instance: a subclass may do anything. */
	private static final Set<String> CHANGE_NOTHING = Set.of(ToolCallingAdvisor.class.getName(),
			SimpleLoggerAdvisor.class.getName(), MusubitoAdvisor.class.getName(), ModelCallAdvisor.class.getName(),
			"org.springframework.ai.chat.client.advisor.ToolCallAdvisor");

	private static final Set<Class<?>> ASK_THE_MODEL = Set.of(ChatModelCallAdvisor.class, ChatModelStreamAdvisor.class);

	private static final ClassValue<Field> MODEL = new ClassValue<>() {

		@Override
		protected Field computeValue(Class<?> type) {
			Field field = Arrays.stream(type.getDeclaredFields())
				.filter((declared) -> declared.getType() == ChatModel.class)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(type + " has no field of type ChatModel"));
			ReflectionUtils.makeAccessible(field);
			return field;
		}

	};

	/**
	 * The part of a chain that is behind an advisor.
	 * @param advisor the advisor
	 * @param chain the advisors of the chain
	 * @return the part, empty when the advisor is not in the chain
	 */
	static AdvisorsBehind of(Advisor advisor, List<? extends Advisor> chain) {
		int index = 0;
		while (index < chain.size() && chain.get(index) != advisor) {
			index++;
		}
		return new AdvisorsBehind((index < chain.size()) ? chain.subList(index + 1, chain.size()) : List.of(),
				advisor.getOrder());
	}

	boolean hasChosen(MusubitoAdvisor advisor) {
		return this.advisors.stream()
			.anyMatch((other) -> other != advisor && other instanceof MusubitoAdvisor musubito && musubito.isChosen());
	}

	/**
	 * The model that is asked when all that is behind changes nothing.
	 * @throws NotReplayableException when something may change the request, or asks
	 * another model
	 */
	ChatModel model() {
		int last = this.advisors.size() - 1;
		for (int i = 0; i < last; i++) {
			if (!CHANGE_NOTHING.contains(this.advisors.get(i).getClass().getName())) {
				throw changes(this.advisors.get(i));
			}
		}
		Advisor terminal = (last >= 0) ? this.advisors.get(last) : null;
		if (terminal == null || !ASK_THE_MODEL.contains(terminal.getClass())) {
			throw asksAnother(terminal);
		}
		return (ChatModel) read(MODEL.get(terminal.getClass()), terminal);
	}

	/**
	 * The advisors that call what an application may have written, to make the answer.
	 */
	List<? extends Advisor> toolCalling() {
		return this.advisors.stream().filter((advisor) -> advisor instanceof ToolCallingAdvisor).toList();
	}

	private static Object read(Field field, Advisor terminal) {
		try {
			return field.get(terminal);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private NotReplayableException changes(Advisor advisor) {
		String type = advisor.getClass().getName();
		return new NotReplayableException("advisor " + type,
				"the advisor " + type + " (order " + advisor.getOrder() + ") runs behind MusubitoAdvisor (order "
						+ this.order + ") and may change the prompt or the answer after the call was identified. Give "
						+ "it an order before MusubitoAdvisor, or MusubitoAdvisor one behind it: "
						+ "musubito.ai.advisor.order, or withOrder(…) for one client. Behind the tool calling advisor "
						+ "each round of a tool loop is a step of its own");
	}

	private static NotReplayableException asksAnother(@Nullable Advisor terminal) {
		String type = (terminal != null) ? terminal.getClass().getName() : "nothing";
		return new NotReplayableException("model " + type, "its chain of advisors ends with " + type
				+ ", which doesn't tell the model that is asked. Use a " + "ChatClient of Spring AI");
	}

}
