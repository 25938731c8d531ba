package io.musubito.ai;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.code.CodeFingerprint;
import io.musubito.code.Mocks;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.Supertypes;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * One walk from an object over what it holds, to all code of the application that it may
 * run. A lambda doesn't say which one it is, so that all of the class counts in which it
 * is written. Of what a bean holds that counts which its code reads; everything that
 * another object of the application holds does, because it may be another one in the next
 * call. Used once, by one thread.
 */
final class BehaviourWalk {

	private static final Set<String> LOGGERS = Set.of("org.slf4j.Logger", "org.apache.commons.logging.Log",
			"java.lang.System$Logger", "java.util.logging.Logger");

	private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return fieldsOf(type);
		}

	};

	private final Behaviours behaviours;

	private final CanonicalEncoder encoder;

	private final CodeQuestions questions;

	private final SortedMap<String, String> code = new TreeMap<>();

	private final SortedMap<String, String> state = new TreeMap<>();

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean ofBean;

	BehaviourWalk(Behaviours behaviours, CanonicalEncoder encoder, CodeQuestions questions) {
		this.behaviours = behaviours;
		this.encoder = encoder;
		this.questions = questions;
	}

	void start(Object object) {
		visit("this", object);
	}

	void startInLibrary(Object object) {
		visitFields("this", object, object.getClass());
	}

	Behaviour finish() {
		return new Behaviour(this.code, this.state);
	}

	private void visit(String path, @Nullable Object value) {
		if (value instanceof Method method) {
			code(method.getDeclaringClass());
			this.state.put(path, method.toString());
		}
		else if (value == null || isPlain(value.getClass())) {
			hash(path, value);
		}
		else if (this.seen.add(value)) {
			visitObject(path, value, value.getClass());
		}
	}

	private void visitObject(String path, Object value, Class<?> type) {
		String bean = this.behaviours.findBean(value);
		if (Mocks.isMock(value)) {
			// What it answers a test decides, and what is recorded with it stays there
			this.state.put(path, "mock of " + Mocks.targetClass(value).getName());
		}
		else if (bean != null) {
			visitBean(path, value, bean);
		}
		else if (isLambda(type)) {
			code(hostOf(type));
			visitFields(path, value, type);
		}
		else if (this.behaviours.isApplication(type)) {
			visitOwn(path, value, type);
		}
		else if (value instanceof ToolCallback) {
			this.state.put(path, type.getName());
			visitFields(path, value, type);
		}
		else if (contentOf(value) != null) {
			visitContent(path, value);
		}
		else if (FIELDS.get(type).isEmpty() && !type.isHidden()) {
			this.state.put(path, type.getName());
		}
		else if (!isLogger(type)) {
			hash(path, value);
		}
	}

	private void visitBean(String path, Object value, String name) {
		Class<?> type = AopUtils.getTargetClass(value);
		this.state.put(path, name);
		code(type);
		if (this.behaviours.isApplication(type) && this.behaviours.codeCounts()) {
			this.state.put(path + " state", this.behaviours.stateOf(value));
		}
		if (value instanceof ToolCallback && type == value.getClass() && !this.behaviours.isApplication(type)) {
			// A library's class, but what it calls may be the application's
			this.ofBean = true;
			visitFields(path, value, type);
			this.ofBean = false;
		}
	}

	private void visitOwn(String path, Object value, Class<?> type) {
		code(type);
		if (value instanceof Enum<?> constant) {
			this.state.put(path, constant.getDeclaringClass().getName() + "." + constant.name());
		}
		else if (contentOf(value) != null) {
			hash(path, value);
		}
		else if (this.ofBean) {
			// There as long as the bean is
			this.state.put(path, this.behaviours.codeCounts() ? this.behaviours.stateOf(value) : type.getName());
		}
		else {
			this.state.put(path, type.getName());
			visitFields(path, value, type);
		}
	}

	/**
	 * Of a library's own callback only what may be code of the application is looked at:
	 * the rest of it belongs to the library.
	 */
	private void visitFields(String path, Object value, Class<?> type) {
		boolean callback = !isLambda(type) && !this.behaviours.isApplication(type);
		for (Field field : FIELDS.get(type)) {
			Object held = read(path, field, value);
			if (!callback || (held != null && mayHoldCode(field, held))) {
				visit(path + "." + field.getName(), held);
			}
		}
	}

	private boolean mayHoldCode(Field field, Object held) {
		Class<?> type = held.getClass();
		return held instanceof Method || held instanceof ToolCallback || field.getType() == Object.class
				|| isLambda(type) || this.behaviours.isApplication(type)
				|| field.getType().getName().startsWith("java.util.function.");
	}

	private void visitContent(String path, Object value) {
		Collection<?> content = Objects.requireNonNull(contentOf(value));
		if (content.stream().allMatch((element) -> element == null || isPlain(element.getClass()))) {
			hash(path, value);
		}
		else {
			int index = 0;
			for (Object element : content) {
				visit(path + "[" + index++ + "]", element);
			}
		}
	}

	private static @Nullable Collection<?> contentOf(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		if (value instanceof Map<?, ?> map) {
			List<@Nullable Object> content = new ArrayList<>(map.keySet());
			content.addAll(map.values());
			return content;
		}
		if (value instanceof Optional<?> optional) {
			return optional.stream().toList();
		}
		return (value instanceof Object[] array) ? Arrays.asList(array) : null;
	}

	private void code(Class<?> type) {
		Class<?> written = ClassUtils.getUserClass(type);
		while (written.isAnonymousClass() || written.isLocalClass()) {
			// Such a class has a number for a name, and is part of the code around it
			written = written.getEnclosingClass();
		}
		if (this.behaviours.isApplication(written)) {
			CodeFingerprint fingerprint = this.behaviours.code(written);
			this.code.put(written.getName(), fingerprint.hash());
			this.questions.note(fingerprint.dependencies());
		}
	}

	private void hash(String path, @Nullable Object value) {
		try {
			this.state.put(path, this.encoder.hash(value, Object.class));
		}
		catch (UnhashableValueException ex) {
			throw unknown(path + ex.path().substring(1), ex.type(), ex.reason());
		}
	}

	private @Nullable Object read(String path, Field field, Object owner) {
		try {
			field.setAccessible(true);
			return field.get(owner);
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			throw unknown(path + "." + field.getName(), field.getType().getName(), "it is not accessible");
		}
	}

	private static Obstacle unknown(String path, String type, String reason) {
		return new Obstacle("state " + path + " " + type, ("what it holds at %s, of type %s, can't be hashed: %s. Let "
				+ "it be a bean, whose state doesn't count, and pass values in the tool context or in the prompt")
			.formatted(path, type, reason));
	}

	private static boolean isPlain(Class<?> type) {
		boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| type == Optional.class || Object[].class.isAssignableFrom(type);
		return !container && !type.isHidden() && isJdk(type);
	}

	private static boolean isJdk(Class<?> type) {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.componentType();
		}
		ClassLoader loader = element.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static boolean isLambda(Class<?> type) {
		return type.isHidden() && type.getName().contains("$$Lambda");
	}

	private static Class<?> hostOf(Class<?> lambda) {
		String name = lambda.getName();
		return ClassUtils.resolveClassName(name.substring(0, name.indexOf("$$Lambda")), lambda.getClassLoader());
	}

	private static boolean isLogger(Class<?> type) {
		return Supertypes.of(type).anyMatch((supertype) -> LOGGERS.contains(supertype.getName()));
	}

	private static List<Field> fieldsOf(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> current = type; current != null && current != Enum.class; current = current.getSuperclass()) {
			Arrays.stream(current.getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()))
				.forEach(fields::add);
		}
		return List.copyOf(fields);
	}

}
