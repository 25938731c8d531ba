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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.Mocks;
import io.musubito.state.Lambdas;
import io.musubito.state.State;
import io.musubito.state.States;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.aop.support.AopUtils;

/**
 * One walk from an object of Spring AI to the objects of the application that it calls,
 * and to the beans among them. Of what a bean holds that counts which its code reads; of
 * what another object holds all that its code may read, because it may be another one in
 * the next call. Used once, by one thread.
 */
final class BehaviourWalk {

	private static final String SPRING_AI = "org.springframework.ai.";

	private static final String OF_CODE = "code ";

	/** What calls tools, or is called when one fails. */
	private static final Set<Class<?>> CALLING = Set.of(ToolCallingManager.class,
			ToolExecutionExceptionProcessor.class);

	private static final SortedSet<String> NONE = Collections.emptySortedSet();

	private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return fieldsOf(type);
		}

	};

	private final Behaviours behaviours;

	private final CodeQuestions questions;

	private final SortedMap<String, String> code = new TreeMap<>();

	private final SortedMap<String, String> state = new TreeMap<>();

	private final SortedMap<String, Object> held = new TreeMap<>();

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private @Nullable ClassLoader loader;

	private @Nullable String ofBean;

	BehaviourWalk(Behaviours behaviours, CodeQuestions questions) {
		this.behaviours = behaviours;
		this.questions = questions;
	}

	void start(Object object) {
		visit("this", object);
	}

	void startInLibrary(Object object) {
		visitFields("this", object, object.getClass());
	}

	Behaviour finish() {
		if (!this.held.isEmpty()) {
			State now = this.behaviours.held(this.held, this::known);
			SortedSet<String> classes = add("", now);
			if (!now.uncounted().isEmpty()) {
				throw unknown(now.uncounted());
			}
			if (!classes.isEmpty() && this.loader != null) {
				add("static ", this.behaviours.statics(classes, now.dependencies(), this.loader));
			}
		}
		return new Behaviour(this.code, this.state);
	}

	private void visit(String path, @Nullable Object value) {
		if (value == null) {
			this.state.put(path, "null");
		}
		else if (value instanceof Method method) {
			visitMethod(path, method);
		}
		else if (this.seen.add(value)) {
			String bean = (Mocks.isMock(value)) ? null : this.behaviours.findBean(value);
			if (bean != null) {
				visitBean(path, value, bean);
			}
			else {
				visitObject(path, value, value.getClass());
			}
		}
	}

	private void visitMethod(String path, Method method) {
		Class<?> declaring = method.getDeclaringClass();
		this.state.put(path, method.toString());
		if (Modifier.isStatic(method.getModifiers())) {
			hold(path, method, declaring);
		}
		else if (this.behaviours.isApplication(declaring)) {
			code(declaring);
		}
	}

	private void visitObject(String path, Object value, Class<?> type) {
		if (Mocks.isMock(value) || this.behaviours.isApplication(type)) {
			hold(path, value, type);
		}
		else if (Lambdas.isLambda(type) && !this.behaviours.isApplication(Lambdas.host(type))) {
			visitFields(path, value, type);
		}
		else if (value instanceof ToolCallback || isSpringAi(type)) {
			this.state.put(path, type.getName());
			noteUnseenOf(value, type);
			visitFields(path, value, type);
		}
		else {
			hold(path, value, type);
		}
	}

	private void hold(String path, Object value, Class<?> type) {
		if (this.ofBean != null && Lambdas.isLambda(type)) {
			this.behaviours.heldByBean(value, this.ofBean);
		}
		if (this.ofBean != null && !Lambdas.isLambda(type)) {
			// There as long as the bean is
			this.state.put(path, type.getName());
			if (this.behaviours.codeCounts()) {
				add(path + " ", this.behaviours.stateOf(value));
			}
			code(type);
		}
		else {
			this.held.put("state " + path, value);
			Class<?> written = (value instanceof Method method) ? method.getDeclaringClass() : type;
			this.loader = (written.getClassLoader() != null) ? written.getClassLoader() : this.loader;
		}
	}

	private void visitBean(String path, Object value, String name) {
		Class<?> type = AopUtils.getTargetClass(value);
		if (isSpringAi(type) && type == value.getClass()) {
			// A library's class, but what it calls may be the application's
			this.state.put(path, type.getName());
			noteUnseenOf(value, type);
			String before = this.ofBean;
			this.ofBean = name;
			visitFields(path, value, type);
			this.ofBean = before;
		}
		else if (Lambdas.isLambda(type)) {
			// Its class says nothing of it and has another name in each process
			this.state.put(path, name);
			this.held.put("state " + path, value);
			this.loader = type.getClassLoader();
		}
		else {
			this.state.put(path, name);
			code(type);
			if (this.behaviours.codeCounts()) {
				this.state.put(path + " state", beanState(value));
			}
		}
	}

	/**
	 * Of a bean, wherever it is held, its name and what its code reads.
	 */
	private @Nullable String known(Object object) {
		String bean = (Mocks.isMock(object) || Lambdas.isLambda(object.getClass())) ? null
				: this.behaviours.findBean(object);
		if (bean == null) {
			return null;
		}
		code(AopUtils.getTargetClass(object));
		return (this.behaviours.codeCounts()) ? bean + " " + beanState(object) : bean;
	}

	private String beanState(Object bean) {
		State now = this.behaviours.stateOf(bean);
		note(now);
		this.questions.noteUnseen(now.boundary(CodeBoundary.NONE));
		return now.hash();
	}

	/**
	 * Adds a state.
	 * @return the classes whose code is in it
	 */
	private SortedSet<String> add(String prefix, State now) {
		SortedSet<String> classes = new TreeSet<>();
		now.entries().forEach((name, hash) -> {
			if (name.startsWith(OF_CODE)) {
				String type = name.substring(OF_CODE.length());
				this.code.put(type, hash);
				classes.add(type);
			}
			else {
				this.state.put(prefix + name, hash);
			}
		});
		note(now);
		this.questions.noteUnseen(now.boundary(CodeBoundary.NONE));
		return classes;
	}

	private void note(State now) {
		this.questions.note(now.dependencies());
		SortedSet<String> scoped = new TreeSet<>(now.callers());
		scoped.addAll(now.scoped());
		if (!scoped.isEmpty()) {
			throw NotReplayableException.ofScope(String.join(", ", scoped));
		}
	}

	private void code(Class<?> type) {
		Class<?> written = States.written(type);
		if (this.behaviours.isApplication(written)) {
			CodeFingerprint fingerprint = this.behaviours.code(written);
			if (fingerprint.level() != CodeLevel.NONE) {
				this.code.put(written.getName(), fingerprint.hash());
			}
			this.questions.note(fingerprint.dependencies());
			this.questions.noteUnseen(fingerprint.boundary());
		}
	}

	/**
	 * Of an object of a library only what may be code of the application is looked at:
	 * the rest of it belongs to the library.
	 */
	private void visitFields(String path, Object value, Class<?> type) {
		for (Field field : FIELDS.get(type)) {
			Object found = read(path, field, value);
			if (Lambdas.isLambda(type) || (found != null && mayHoldCode(field, found))) {
				visit(path + "." + field.getName(), found);
			}
		}
	}

	private boolean mayHoldCode(Field field, Object found) {
		Class<?> type = found.getClass();
		return found instanceof Method || found instanceof ToolCallback || field.getType() == Object.class
				|| Lambdas.isLambda(type) || this.behaviours.isApplication(type) || Mocks.isMock(found)
				|| field.getType().getName().startsWith("java.util.function.") || CALLING.contains(field.getType());
	}

	private static @Nullable Object read(String path, Field field, Object owner) {
		try {
			field.setAccessible(true);
			return field.get(owner);
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			throw unknown(
					List.of(path + "." + field.getName() + " (" + field.getType().getName() + ", not accessible)"));
		}
	}

	/**
	 * A tool that does more than to call what it was given.
	 */
	private void noteUnseenOf(Object value, Class<?> type) {
		if (value instanceof ToolCallback && !type.getName().startsWith(SPRING_AI + "tool.")) {
			this.questions.noteUnseen(new CodeBoundary(NONE, NONE, NONE, NONE,
					new TreeSet<>(Set.of(type.getName() + " (what it calls)")), NONE));
		}
	}

	private static NotReplayableException unknown(Collection<String> places) {
		return new NotReplayableException("state " + String.join(", ", places),
				"what it holds can't be told, or is changed by its own code: " + String.join(", ", places)
						+ ". Let it be a bean, whose caches and connections don't count, pass values in the tool "
						+ "context or in the prompt, or annotate the field with @MusubitoIgnore if no answer depends "
						+ "on it");
	}

	private static List<Field> fieldsOf(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			Arrays.stream(current.getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()))
				.forEach(fields::add);
		}
		return List.copyOf(fields);
	}

	private static boolean isSpringAi(Class<?> type) {
		return type.getName().startsWith(SPRING_AI);
	}

}
