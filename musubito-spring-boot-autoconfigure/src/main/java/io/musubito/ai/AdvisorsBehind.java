package io.musubito.ai;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.ai.chat.client.advisor.ChatModelCallAdvisor;
import org.springframework.ai.chat.client.advisor.ChatModelStreamAdvisor;
import org.springframework.ai.chat.client.advisor.SimpleLoggerAdvisor;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.core.Ordered;
import org.springframework.util.ReflectionUtils;

/**
 * The advisors that see a request after the call was identified, or could be. One of them
 * is that which asks the model; it may have others of its order behind it.
 *
 * @param advisors the advisors, the one that asks the model included
 * @param order the order of the advisor in front of them
 */
record AdvisorsBehind(List<? extends Advisor> advisors, int order) {

	/** By class, not by instance: a subclass may do anything. */
	private static final Set<String> CHANGE_NOTHING = Set.of(ToolCallingAdvisor.class.getName(),
			SimpleLoggerAdvisor.class.getName(), MusubitoAdvisor.class.getName(), ModelCallAdvisor.class.getName(),
			"org.springframework.ai.chat.client.advisor.ToolCallAdvisor");

	private static final int IN_FRONT = Ordered.HIGHEST_PRECEDENCE + 100;

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
	 * Those that may change the request or the answer, or ask more than once.
	 */
	List<? extends Advisor> notUnderstood() {
		return this.advisors.stream().filter((advisor) -> !asksTheModel(advisor) && !changesNothing(advisor)).toList();
	}

	/**
	 * Says which they are.
	 */
	String describe() {
		List<? extends Advisor> others = notUnderstood();
		return others.stream()
			.map((advisor) -> advisor.getClass().getName() + " (order " + advisor.getOrder() + ")")
			.collect(Collectors.joining(", ")) + ((others.size() > 1) ? " run" : " runs");
	}

	/**
	 * Says an order in front of memories and of the advisor, where the latter is not
	 * further out.
	 */
	String exampleOfOrder() {
		return (this.order > IN_FRONT)
				? ", such as Ordered.HIGHEST_PRECEDENCE + " + (IN_FRONT - Ordered.HIGHEST_PRECEDENCE) : "";
	}

	/**
	 * Those that run behind all that are not understood, whichever way a chain sorts
	 * advisors of one order: between them and the model nothing changes.
	 */
	AdvisorsBehind innermost() {
		List<? extends Advisor> others = notUnderstood();
		return new AdvisorsBehind(this.advisors.stream().filter((advisor) -> isBehindAll(advisor, others)).toList(),
				this.order);
	}

	/**
	 * The advisors with one in place of those that are innermost.
	 * @param advisor the one, with the order of the advisor that asks the model
	 */
	List<Advisor> endingWith(Advisor advisor) {
		List<? extends Advisor> others = notUnderstood();
		List<Advisor> result = new ArrayList<>();
		for (Advisor behind : this.advisors) {
			if (asksTheModel(behind)) {
				result.add(advisor);
			}
			else if (!isBehindAll(behind, others) && !(behind instanceof MusubitoAdvisor)) {
				result.add(behind);
			}
		}
		return result;
	}

	private static boolean isBehindAll(Advisor advisor, List<? extends Advisor> others) {
		return asksTheModel(advisor) || advisor instanceof ModelCallAdvisor || (changesNothing(advisor)
				&& others.stream().allMatch((other) -> other.getOrder() < advisor.getOrder()));
	}

	private static boolean changesNothing(Advisor advisor) {
		return CHANGE_NOTHING.contains(advisor.getClass().getName());
	}

	private static boolean asksTheModel(Advisor advisor) {
		return ASK_THE_MODEL.contains(advisor.getClass());
	}

	/**
	 * The advisor that asks the model.
	 * @throws NotReplayableException when it is not one of Spring AI
	 */
	Advisor terminal() {
		List<? extends Advisor> terminals = this.advisors.stream().filter(AdvisorsBehind::asksTheModel).toList();
		if (terminals.size() != 1) {
			String last = this.advisors.isEmpty() ? "nothing"
					: this.advisors.get(this.advisors.size() - 1).getClass().getName();
			throw new NotReplayableException("model " + last, "its chain of advisors ends with " + last
					+ ", which doesn't tell the model that is asked. Use a ChatClient of Spring AI");
		}
		return terminals.get(0);
	}

	/**
	 * The model that is asked.
	 * @throws NotReplayableException when nothing tells it
	 */
	ChatModel model() {
		Advisor terminal = terminal();
		return (ChatModel) read(MODEL.get(terminal.getClass()), terminal);
	}

	/**
	 * Whether tools may be called to make the answer: by an advisor, or by a model that
	 * is none of Spring AI, which call none.
	 */
	boolean callsTools() {
		return !toolCalling().isEmpty() || !model().getClass().getName().startsWith("org.springframework.ai.");
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

}
