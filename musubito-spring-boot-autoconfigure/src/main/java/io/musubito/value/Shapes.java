package io.musubito.value;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;

/**
 * The shape of each class, found once. The order of the rules is the order of the
 * methods: what is known by name, what must be refused, and then records, resources,
 * collections, application classes and library classes.
 */
final class Shapes {

	private static final boolean SPRING_AI = isPresent("org.springframework.ai.chat.prompt.Prompt");

	private static final boolean CHAT_CLIENT = isPresent("org.springframework.ai.chat.client.ChatClientResponse");

	private static final boolean SPRING_WEB = isPresent("org.springframework.web.multipart.MultipartFile");

	private final Predicate<Class<?>> applicationTypes;

	private final ClassValue<Shape> byClass = new ClassValue<>() {

		@Override
		protected Shape computeValue(Class<?> type) {
			return find(type);
		}

	};

	private final ClassValue<Boolean> application = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return Shapes.this.applicationTypes.test(type);
		}

	};

	Shapes(Predicate<Class<?>> applicationTypes) {
		this.applicationTypes = applicationTypes;
	}

	Shape of(Class<?> type) {
		return this.byClass.get(type);
	}

	/**
	 * Tells of which classes of the application a value is, or which it names.
	 */
	void tellClasses(Object value, Consumer<Class<?>> into) {
		tellClass(value.getClass(), into);
		if (value instanceof Enum<?> constant && constant.getDeclaringClass() != constant.getClass()) {
			tellClass(constant.getDeclaringClass(), into);
		}
		else if (value instanceof Class<?> named) {
			tellClass(elementType(named), into);
		}
	}

	private static Class<?> elementType(Class<?> type) {
		return (type.isArray()) ? elementType(type.getComponentType()) : type;
	}

	private void tellClass(Class<?> type, Consumer<Class<?>> into) {
		if (this.application.get(type)) {
			into.accept(type);
		}
	}

	private Shape find(Class<?> type) {
		if (Enum.class.isAssignableFrom(type)) {
			return ofEnum(type);
		}
		Shape known = JdkLeaves.find(type);
		if (known == null && (type.isArray() || isJdk(type) || type == MusubitoResult.class)) {
			known = Containers.find(type);
		}
		if (known != null) {
			return known;
		}
		String reason = Refusals.find(type);
		if (reason != null) {
			return new RefusedShape(reason);
		}
		if (type == OptionsWithoutTools.class) {
			return new OptionsShape(this.applicationTypes);
		}
		if (type.isRecord()) {
			return ofRecord(type);
		}
		Shape content = findContent(type);
		return (content != null) ? content : findObject(type);
	}

	private static Shape ofEnum(Class<?> type) {
		Class<?> declaring = (type.isEnum()) ? type : type.getSuperclass();
		return new Leaf(declaring, (sink, value) -> sink.text(declaring.getName(), ((Enum<?>) value).name()));
	}

	private static Shape ofRecord(Class<?> type) {
		Shape known = (CHAT_CLIENT) ? ChatClientShapes.find(type) : null;
		return (known != null) ? known : ObjectShapes.ofRecord(type);
	}

	private @Nullable Shape findContent(Class<?> type) {
		if (Resource.class.isAssignableFrom(type)) {
			return new StreamedContent();
		}
		if (MimeType.class.isAssignableFrom(type)) {
			return Leaf.text(MimeType.class, MimeType::toString);
		}
		if (SPRING_WEB && MultipartFileShape.supports(type)) {
			return new MultipartFileShape();
		}
		if (SPRING_AI && !this.applicationTypes.test(type)) {
			return SpringAiShapes.find(type);
		}
		return null;
	}

	private Shape findObject(Class<?> type) {
		boolean application = this.applicationTypes.test(type);
		if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| Map.Entry.class.isAssignableFrom(type)) {
			return findCollection(type, application);
		}
		if (CharSequence.class.isAssignableFrom(type) && !application) {
			return Leaf.text(CharSequence.class, CharSequence::toString);
		}
		if (isJdk(type)) {
			return new RefusedShape("it is a class of the JDK whose content is not accessible");
		}
		if (!application) {
			return ObjectShapes.ofGetters(type, (property) -> true, (property) -> false);
		}
		if (hasHiddenState(type)) {
			return new RefusedShape("it extends a class of the JDK whose content is not accessible");
		}
		return ObjectShapes.ofFields(type);
	}

	private static Shape findCollection(Class<?> type, boolean application) {
		if (application && ObjectShapes.stateOf(type).stream().anyMatch((field) -> !isJdk(field.getDeclaringClass()))) {
			return new RefusedShape("it is a collection with fields of its own");
		}
		Shape collection = Containers.find(type);
		return (collection != null) ? collection : new RefusedShape("it is an unknown kind of collection");
	}

	private static boolean hasHiddenState(Class<?> type) {
		return ObjectShapes.stateOf(type).stream().anyMatch((field) -> isJdk(field.getDeclaringClass()));
	}

	private static boolean isJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, Shapes.class.getClassLoader());
	}

}
