package io.musubito.identity;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.musubito.CodeLevel;
import io.musubito.code.CodeFingerprint;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells whether code asks a model, itself or through a library: whatever a step says of
 * itself, its result depends on the options of the model then. Safe for use by many
 * threads.
 */
public final class ReachedModels {

	/** What is a model or embeds by one; whatever implements these is one too. */
	private static final Set<String> MODELS = Set.of("org/springframework/ai/model/Model",
			"org/springframework/ai/model/StreamingModel", "org/springframework/ai/chat/client/ChatClient",
			"org/springframework/ai/chat/client/ChatClient$Builder",
			"org/springframework/ai/vectorstore/VectorStoreRetriever",
			"org/springframework/ai/vectorstore/VectorStore");

	/** Requests of a chat client, and the clients of providers. */
	private static final Pattern OF_MODELS = Pattern
		.compile("org/springframework/ai/chat/client/ChatClient\\$.*|com/(openai|anthropic)/(client|services)/.*"
				+ "|dev/langchain4j/(service|chain|rag)/.*|dev/langchain4j/model/[^/]+/[A-Za-z]*Model"
				+ "|com/google/genai/[A-Za-z]*(Client|Models|Chats?)|com/azure/ai/openai/[A-Za-z]*Client"
				+ "|software/amazon/awssdk/services/bedrockruntime/[A-Za-z]*Client");

	/** Libraries that ask no model by themselves; they may call what they are given. */
	private static final Pattern OTHERS = Pattern
		.compile("(javax?|jakarta|jdk|sun|com/sun|kotlinx?|scala|reactor|lombok"
				+ "|org/(springframework/(?!ai/)|slf4j|apache|jspecify|reactivestreams|hibernate|junit|assertj|mockito"
				+ "|objectweb|aspectj|yaml|xml|w3c|jboss|sqlite|postgresql|h2|flywaydb|antlr|stringtemplate)[^.]*"
				+ "|com/(fasterxml|zaxxer|google/(common|gson|protobuf|errorprone)|github/benmanes|networknt|knuddels)"
				+ "|tools/jackson|ch/qos|io/(micrometer|netty|vavr|opentelemetry)|okhttp3|okio|net/bytebuddy)/.*|io/musubito/[A-Z][^/]*");

	private static final String REPOSITORY = "org/springframework/data/repository/Repository";

	/** A library that refers to more classes than this is not understood. */
	private static final int CLASSES = 3_000;

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, Answer> known = new ConcurrentHashMap<>();

	// Softly: few are asked for after the start
	private final Map<String, Optional<LibraryClass>> classes = new ConcurrentReferenceHashMap<>();

	private final SingletonSupplier<Map<String, Set<String>>> implementations = SingletonSupplier
		.of(this::findImplementations);

	/**
	 * Creates it.
	 * @param beanFactory knows which class of a library is there for an interface
	 */
	public ReachedModels(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether the options of models count for code: when it asks one, and when there is
	 * one among the beans and it is not known whether the code asks it.
	 * @param code the code
	 * @return whether they do
	 */
	public boolean mayAsk(CodeFingerprint code) {
		boolean unknown = code.level() != CodeLevel.REACHABLE || !code.boundary().reflection().isEmpty()
				|| code.boundary().unresolved().stream().anyMatch((method) -> !isRepository(owner(method)));
		for (String method : code.dependencies().libraries()) {
			Answer answer = ask(owner(method));
			if (answer == Answer.YES) {
				return true;
			}
			unknown |= answer == Answer.UNKNOWN;
		}
		return unknown && this.implementations.obtain()
			.keySet()
			.stream()
			.anyMatch((type) -> MODELS.contains(type) || OF_MODELS.matcher(type).matches());
	}

	/**
	 * The calls of libraries by which code asks a model, as far as that is certain.
	 * @param code the code
	 * @return the methods that are called, none where code isn't followed
	 */
	public SortedSet<String> calls(CodeFingerprint code) {
		SortedSet<String> calls = new TreeSet<>();
		for (String method : code.dependencies().libraries()) {
			if (ask(owner(method)) == Answer.YES) {
				calls.add(method);
			}
		}
		return Collections.unmodifiableSortedSet(calls);
	}

	private static String owner(String method) {
		return method.substring(0, method.indexOf('#')).replace('.', '/');
	}

	private boolean isRepository(String owner) {
		return is(owner, Set.of(REPOSITORY));
	}

	private Answer ask(String owner) {
		if (OTHERS.matcher(owner).matches()) {
			return Answer.NO;
		}
		Answer answer = this.known.get(owner);
		if (answer == null) {
			answer = find(owner);
			this.known.put(owner, answer);
		}
		return answer;
	}

	/**
	 * Looks at all that a class of a library refers to, and at the beans that are there
	 * for its interfaces.
	 */
	private Answer find(String owner) {
		if (read(owner) == null) {
			// Made when the program runs
			return Answer.UNKNOWN;
		}
		Set<String> seen = new HashSet<>(Set.of(owner));
		Deque<String> todo = new ArrayDeque<>(seen);
		while (!todo.isEmpty()) {
			String name = todo.remove();
			Answer answer = this.known.get(name);
			if (answer == Answer.YES || OF_MODELS.matcher(name).matches() || is(name, MODELS)) {
				return Answer.YES;
			}
			LibraryClass type = (answer == Answer.NO) ? null : read(name);
			if (type == null) {
				continue;
			}
			Set<String> next = new HashSet<>(type.mentioned());
			if (type.isAbstract()) {
				next.addAll(this.implementations.obtain().getOrDefault(name, Set.of()));
			}
			next.removeIf((other) -> OTHERS.matcher(other).matches());
			next.stream().filter(seen::add).forEach(todo::add);
			if (seen.size() > CLASSES) {
				return Answer.UNKNOWN;
			}
		}
		// Of what it refers to, nothing asks one either
		seen.stream().filter((name) -> read(name) != null).forEach((name) -> this.known.put(name, Answer.NO));
		return Answer.NO;
	}

	private boolean is(String name, Set<String> types) {
		if (types.contains(name)) {
			return true;
		}
		LibraryClass type = (name.startsWith("java/")) ? null : read(name);
		return type != null && type.supertypes().stream().anyMatch((supertype) -> is(supertype, types));
	}

	private @Nullable LibraryClass read(String name) {
		return this.classes
			.computeIfAbsent(name,
					(key) -> Optional.ofNullable(LibraryClass.read(key, this.beanFactory.getBeanClassLoader())))
			.orElse(null);
	}

	/**
	 * The classes of beans by their supertypes.
	 */
	private Map<String, Set<String>> findImplementations() {
		Map<String, Set<String>> found = new HashMap<>();
		for (String bean : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = this.beanFactory.getType(bean, false);
			for (Class<?> current = type; current != null; current = current.getSuperclass()) {
				add(found, current, type);
				ClassUtils.getAllInterfacesForClassAsSet(current).forEach((supertype) -> add(found, supertype, type));
			}
		}
		return found;
	}

	private static void add(Map<String, Set<String>> found, Class<?> supertype, @Nullable Class<?> type) {
		if (type != null) {
			found.computeIfAbsent(supertype.getName().replace('.', '/'), (key) -> new HashSet<>())
				.add(ClassUtils.getUserClass(type).getName().replaceFirst("\\$\\$Lambda.*", "").replace('.', '/'));
		}
	}

	private enum Answer {

		YES, NO, UNKNOWN

	}

}
