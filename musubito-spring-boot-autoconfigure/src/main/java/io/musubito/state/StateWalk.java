package io.musubito.state;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.musubito.code.CodeDependencies;
import io.musubito.code.Mocks;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.cglib.proxy.Factory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * One walk over objects, from field to field as far as code reads them. Used once, by one
 * thread.
 */
final class StateWalk {

	private final States states;

	private final Reads reads;

	private final ContentKeys keys;

	private final int level;

	private final Function<Object, @Nullable String> known;

	private final Trace trace = new Trace();

	private final List<Check> checks = new ArrayList<>();

	private final Map<Object, Integer> seen = new IdentityHashMap<>();

	private final ContainerWalk containers = new ContainerWalk(this);

	private final UnexpectedCode code;

	private final FieldWalk fields;

	private final ForeignWalk foreign;

	private final BeanWalk beans;

	private int depth;

	private int fixed;

	private boolean apart;

	StateWalk(States states, Reads reads, boolean starting, Function<Object, @Nullable String> known) {
		this(states, reads, starting, known, new ContentKeys(states, reads, starting, known), 0);
	}

	/**
	 * Creates a walk for the key of an object.
	 * @param level in how many sets the object lies, seen from the one that is sorted; 0
	 * for the walk itself
	 */
	StateWalk(States states, Reads reads, boolean starting, Function<Object, @Nullable String> known, ContentKeys keys,
			int level) {
		this.states = states;
		this.reads = reads;
		this.known = known;
		this.keys = keys;
		this.level = level;
		this.code = new UnexpectedCode(states, reads);
		this.fields = new FieldWalk(this, reads, starting);
		this.foreign = new ForeignWalk(this, states.values(), states.lambdas());
		this.beans = new BeanWalk(this, states.beans(), starting);
	}

	void start(Start start) {
		this.apart = start.apart();
		start.roots().forEach(this::root);
		start.callers().forEach(this.trace::caller);
		this.beans.advice(start.advisors());
		if (start.loader() != null) {
			lookedUp(start.loader());
		}
	}

	private void lookedUp(ClassLoader loader) {
		for (String named : List.copyOf(this.reads.named())) {
			if (named.startsWith(CodeDependencies.BEAN_NAME)) {
				String name = named.substring(CodeDependencies.BEAN_NAME.length());
				this.beans.lookUpNamed("state bean '" + name + "'", name);
			}
			else if (ClassUtils.isPresent(named, loader)) {
				this.beans.lookUpNamed(ClassUtils.resolveClassName(named, loader));
			}
		}
		for (String name : List.copyOf(this.reads.fields())) {
			this.fields.ofClass(this.states.field(name, loader));
		}
	}

	private void root(String name, Object object) {
		Class<?> type = object.getClass();
		if (name.isEmpty() && isApplication(type) && !(object instanceof Advised) && !Mocks.isMock(object)) {
			// Its class is that of the step, so that there is nothing to say of it
			this.seen.put(object, this.seen.size());
			this.fields.initialised(ClassUtils.getUserClass(type));
			this.fields.of(object, type);
		}
		else {
			value(name.isEmpty() ? "state this" : name, ResolvableType.NONE, object);
		}
	}

	States.Reading finish() {
		this.reads.unexpected().forEach((type, hash) -> this.trace.put("code " + type, hash));
		return new States.Reading(this.trace.toState(this.reads.toDependencies(), this.reads.boundary()),
				List.copyOf(this.checks));
	}

	/**
	 * Whether the application wrote a class. A generated proxy is in the package of its
	 * interface.
	 */
	boolean isApplication(Class<?> type) {
		return this.states.isApplication(type) && !Proxy.isProxyClass(type);
	}

	Trace trace() {
		return this.trace;
	}

	void check(Check check) {
		if (this.fixed == 0) {
			this.checks.add(check);
		}
	}

	/**
	 * Looks at a value.
	 * @param component what the value is of
	 * @param declared the type of its place
	 * @param value the value
	 */
	void value(String component, ResolvableType declared, @Nullable Object value) {
		if (value == null) {
			this.trace.say(component, "null");
			return;
		}
		Class<?> type = value.getClass();
		String plain = this.states.plain(value);
		if (plain != null) {
			this.trace.say(component, plain);
			if (PlainValues.isFileName(value)) {
				this.trace.uncounted(describe(component, value, "the content of its file"));
			}
		}
		else if (!isBystander(type)) {
			Integer before = this.seen.putIfAbsent(value, this.seen.size());
			if (before != null) {
				this.trace.say(component, "#" + before);
			}
			else if (this.depth == ((isForKey()) ? Limits.DEPTH_OF_KEYS : Limits.DEPTH)) {
				uncounted(component, value, Limits.TOO_DEEP);
			}
			else if (!((isForKey()) ? limits().look(1) : limits().object())) {
				uncounted(component, value, Limits.TOO_MANY_OBJECTS);
			}
			else {
				this.depth++;
				thing(component, declared, value, type);
				this.depth--;
			}
		}
	}

	/**
	 * Told by the object, since its place may be of any type; what the application wrote
	 * itself is never one.
	 */
	boolean isBystander(Class<?> type) {
		// A mere object is of use as a lock only
		return type == Object.class || (Bystanders.isOne(type) && (!isApplication(type) || Bystanders.isOwn(type)));
	}

	private void thing(String component, ResolvableType declared, Object value, Class<?> type) {
		String known = this.known.apply(value);
		if (known != null) {
			this.trace.say(component, known);
		}
		else if (Mocks.isMock(value)) {
			this.trace.put("mock " + component.replaceFirst("^state ", ""), this.states.context());
		}
		else if (this.containers.visit(component, declared, value)) {
			if (isApplication(type)) {
				object(value, type);
			}
		}
		else if (!this.beans.visit(component, declared, value)) {
			StateReader.Content content = this.states.content(value);
			if (content != null) {
				content(component, value, content);
			}
			else if (isApplication(type)) {
				own(component, value, type);
			}
			else {
				this.foreign.visit(component, declared, value);
			}
		}
	}

	private void content(String component, Object value, StateReader.Content content) {
		boolean own = isApplication(value.getClass());
		boolean known = content.counted() || !content.parts().isEmpty();
		this.trace.say(component, content.kind());
		if (!content.counted() && !(own && known)) {
			this.trace.uncounted(describe(component, value, null));
		}
		int before = this.fixed;
		this.fixed = (content.fixed()) ? before + 1 : 0;
		if (!content.fixed()) {
			check(Check.equal(() -> this.states.content(value), content));
		}
		content.parts().forEach((name, part) -> value(component + "." + name, ResolvableType.NONE, part));
		this.fixed = before;
		if (own && known) {
			object(value, value.getClass());
		}
	}

	/**
	 * An object of the application.
	 */
	private void own(String component, Object value, Class<?> type) {
		if (value instanceof Enum<?> constant) {
			this.code.of(constant.getDeclaringClass());
			this.trace.say(component, constant.getDeclaringClass().getName() + "." + constant.name());
			this.fields.constant(constant);
		}
		else if (type.isHidden()) {
			this.foreign.lambda(component, value, type);
		}
		else {
			this.trace.say(component, ClassUtils.getUserClass(type).getName());
			object(value, type);
			if (value instanceof Factory subclassed) {
				this.foreign.callbacks(component, subclassed);
			}
		}
	}

	void object(Object value, Class<?> type) {
		if (!type.isHidden()) {
			this.code.of(type);
		}
		int before = this.fixed;
		this.fixed = 0;
		this.fields.of(value, type);
		this.fixed = before;
	}

	/**
	 * The code of what is met.
	 */
	UnexpectedCode code() {
		return this.code;
	}

	/**
	 * Counts elements of containers.
	 * @return whether there are so few in all that they can be looked at
	 */
	boolean mayLookAt(String component, Object container, int size) {
		if ((isForKey()) ? limits().look(size) : limits().elements(size)) {
			return true;
		}
		uncounted(component, container, Limits.TOO_MANY_ELEMENTS);
		return false;
	}

	/**
	 * Whether the walk is there to sort an object, so that what it meets without order is
	 * known by keys too.
	 */
	boolean isForKey() {
		return this.level > 0;
	}

	/**
	 * The key to sort an object by that lies in a container without order.
	 */
	String key(@Nullable Object value) {
		return this.keys.of(value, this.level + 1);
	}

	boolean isPlain(@Nullable Object value) {
		return value == null || this.states.plain(value) != null;
	}

	/**
	 * What tells objects apart of which it isn't known which ones they are: nothing when
	 * they are always the same, otherwise a text that no other process has.
	 */
	String apart(Class<?> type) {
		return (this.apart) ? " " + type.getName() + " in " + this.states.context() : "";
	}

	Limits limits() {
		return this.keys.limits();
	}

	void uncounted(String component, Object value, @Nullable String why) {
		this.trace.say(component, Names.of(value));
		this.trace.uncounted(describe(component, value, why));
	}

	static String describe(String component, Object value, @Nullable String why) {
		return component.replaceFirst("^state ", "") + " (" + Names.of(value) + ((why != null) ? ", " + why : "") + ")";
	}

}
