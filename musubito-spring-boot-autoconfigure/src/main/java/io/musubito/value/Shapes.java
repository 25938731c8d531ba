package io.musubito.value;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;

/**
 * The shape of each class, found once. The order of the rules is the order of the
 * methods: what is known by name, what must be refused, and then records, resources,
 * trees, collections and other classes.
 */
final class Shapes {

	private static final boolean SPRING_AI = isPresent("org.springframework.ai.chat.prompt.Prompt");

	private static final boolean CHAT_CLIENT = isPresent("org.springframework.ai.chat.client.ChatClientResponse");

	private static final boolean SPRING_WEB = isPresent("org.springframework.web.multipart.MultipartFile");

	private static final boolean JACKSON_2 = isPresent("com.fasterxml.jackson.databind.JsonNode");

	private final Predicate<Class<?>> applicationTypes;

	private final @Nullable Function<Object, @Nullable String> standIns;

	private final ObjectShapes objects;

	private final LibraryCollections collections;

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

	private final ClassValue<Boolean> content = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return !isApplication(type) && findContent(type) != null;
		}

	};

	Shapes(Predicate<Class<?>> applicationTypes, @Nullable Function<Object, @Nullable String> standIns) {
		this.applicationTypes = applicationTypes;
		this.standIns = standIns;
		this.objects = new ObjectShapes(new Fields(applicationTypes));
		this.collections = new LibraryCollections(this.objects);
	}

	/**
	 * The name of an object that says nothing by its content.
	 */
	@Nullable String findStandIn(Object value) {
		return (this.standIns != null) ? this.standIns.apply(value) : null;
	}

	Shape of(Class<?> type) {
		return this.byClass.get(type);
	}

	/**
	 * Tells of which classes of the application a value is, or which it names.
	 */
	void writeClasses(Object value, Consumer<Class<?>> into) {
		writeClass(value.getClass(), into);
		if (value instanceof Enum<?> constant && constant.getDeclaringClass() != constant.getClass()) {
			writeClass(constant.getDeclaringClass(), into);
		}
		else if (value instanceof Class<?> named) {
			writeClass(elementType(named), into);
		}
	}

	private static Class<?> elementType(Class<?> type) {
		return (type.isArray()) ? elementType(type.getComponentType()) : type;
	}

	private void writeClass(Class<?> type, Consumer<Class<?>> into) {
		if (isApplication(type)) {
			into.accept(type);
		}
	}

	boolean isApplication(Class<?> type) {
		return this.application.get(type);
	}

	/**
	 * Whether a collection is known by its kind and its content.
	 */
	boolean isPlain(Class<?> type) {
		return (JdkTypes.contains(type) || LibraryCollections.isPlain(type)) && !Wrapped.isWrapper(type)
				&& !(of(type) instanceof RefusedShape);
	}

	/**
	 * Whether a class of a library is encoded in a way of its own.
	 */
	boolean isContent(Class<?> type) {
		return this.content.get(type);
	}

	private Shape find(Class<?> type) {
		if (Enum.class.isAssignableFrom(type)) {
			return ofEnum(type);
		}
		Shape known = JdkLeaves.find(type);
		if (known == null && (type.isArray() || JdkTypes.contains(type) || type == MusubitoResult.class)) {
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
			return new OptionsShape(this.objects);
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

	private Shape ofRecord(Class<?> type) {
		Shape known = (CHAT_CLIENT) ? ChatClientShapes.find(type) : null;
		return (known != null) ? known : this.objects.ofRecord(type);
	}

	private @Nullable Shape findContent(Class<?> type) {
		if (Resource.class.isAssignableFrom(type)) {
			return new StreamedContent();
		}
		if (MimeType.class.isAssignableFrom(type)) {
			return Leaf.text(MimeType.class, MimeType::toString);
		}
		Shape web = (SPRING_WEB) ? SpringWebShapes.find(type) : null;
		if (web != null) {
			return web;
		}
		if (isApplication(type)) {
			return null;
		}
		if (Jackson3Trees.supports(type)) {
			return Jackson3Trees.shape();
		}
		if (JACKSON_2 && Jackson2Trees.supports(type)) {
			return Jackson2Trees.shape();
		}
		Shape shown = ReadThrough.find(type);
		if (shown == null) {
			shown = VavrCollections.find(type);
		}
		return (shown == null && SPRING_AI) ? SpringAiShapes.find(type, this.objects) : shown;
	}

	private Shape findObject(Class<?> type) {
		if (JdkTypes.contains(type)) {
			return new RefusedShape("it is a class of the JDK whose content is not accessible");
		}
		boolean application = isApplication(type);
		if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
			return this.collections.find(type, application);
		}
		if (Map.Entry.class.isAssignableFrom(type) && !application) {
			return Containers.findEntry();
		}
		if (Fields.isHidden(type)) {
			return new RefusedShape("it extends a class of the JDK whose content is not accessible");
		}
		return findFields(type);
	}

	private Shape findFields(Class<?> type) {
		if (Fields.none(type)) {
			return new ConstantShape(type);
		}
		Shape shape = (type.getName().startsWith("org.springframework.ai."))
				? this.objects.ofSetFields(type, (name) -> true, (name) -> false) : this.objects.ofFields(type);
		if (shape instanceof ObjectShape object && object.properties().isEmpty()) {
			return new RefusedShape("all of its fields are transient");
		}
		return shape;
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, Shapes.class.getClassLoader());
	}

}
