package io.musubito.value;

import java.lang.reflect.Type;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * The shape of {@link OptionsWithoutTools}: everything that the class of the options has,
 * which is told too, apart from tools, credentials and transport. Loaded only when Spring
 * AI is there.
 */
final class OptionsShape implements Shape {

	private final ObjectShapes objects;

	private final ClassValue<Shape> byClass = new ClassValue<>() {

		@Override
		protected Shape computeValue(Class<?> type) {
			return find(type);
		}

	};

	OptionsShape(ObjectShapes objects) {
		this.objects = objects;
	}

	@Override
	public void write(Walk walk, Object value, Type declared) {
		ChatOptions options = ((OptionsWithoutTools) value).options();
		walk.sink().type(options.getClass().getName());
		this.byClass.get(options.getClass()).write(walk, options, declared);
	}

	private Shape find(Class<?> type) {
		String reason = Refusals.find(type);
		if (reason != null) {
			return new RefusedShape(reason);
		}
		if (Fields.isHidden(type)) {
			return new RefusedShape("it extends a class of the JDK whose content is not accessible");
		}
		return this.objects.ofSetFields(type, OptionsWithoutTools::counts, SpringAiShapes.HEADERS::contains);
	}

}
