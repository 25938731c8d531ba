package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * The shape of {@link OptionsWithoutTools}: everything that the class of the options has,
 * which is told too, apart from tools, credentials and transport. Loaded only when Spring
 * AI is there.
 */
final class OptionsShape implements Shape {

	private static final Set<String> TOOLS = Set.of("toolCallbacks", "toolContext");

	private final Predicate<Class<?>> applicationTypes;

	private final ClassValue<Shape> byClass = new ClassValue<>() {

		@Override
		protected Shape computeValue(Class<?> type) {
			return find(type);
		}

	};

	OptionsShape(Predicate<Class<?>> applicationTypes) {
		this.applicationTypes = applicationTypes;
	}

	@Override
	public void tell(Walk walk, Object value, Type declared) {
		ChatOptions options = ((OptionsWithoutTools) value).options();
		walk.sink().type(options.getClass().getName());
		this.byClass.get(options.getClass()).tell(walk, options, declared);
	}

	private Shape find(Class<?> type) {
		String reason = Refusals.find(type);
		if (reason != null) {
			return new RefusedShape(reason);
		}
		if (type.isRecord() || this.applicationTypes.test(type)) {
			return ObjectShapes.ofFields(type, OptionsShape::counts, SpringAiShapes.HEADERS::contains);
		}
		return ObjectShapes.ofGetters(type, OptionsShape::counts, SpringAiShapes.HEADERS::contains);
	}

	private static boolean counts(String property) {
		return !TOOLS.contains(property) && !SpringAiShapes.TRANSPORT.contains(property);
	}

}
