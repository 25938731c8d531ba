package io.musubito.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * One walk over a value, depth first. Knows where it is, so that a cycle is found before
 * it is followed.
 */
final class Walk {

	/** Deep enough for any document, and shallow enough for the stack of any thread. */
	static final int MAX_DEPTH = 256;

	/**
	 * More than any value has, and few enough to notice a part of the running program.
	 */
	static final int MAX_OBJECTS = 5_000_000;

	private final Shapes shapes;

	private final Sink sink;

	/** Receives the classes of the application, when somebody asks for them. */
	private final @Nullable Consumer<Class<?>> met;

	private Object[] ancestors = new Object[8];

	private int depth;

	private int objects;

	Walk(Shapes shapes, Sink sink) {
		this(shapes, sink, null);
	}

	Walk(Shapes shapes, Sink sink, @Nullable Consumer<Class<?>> met) {
		this.shapes = shapes;
		this.sink = sink;
		this.met = met;
	}

	Sink sink() {
		return this.sink;
	}

	/**
	 * Whether a collection is known by its kind and its content.
	 */
	boolean isPlain(Class<?> type) {
		return this.shapes.isPlain(type);
	}

	/**
	 * Whether an object counts where others of libraries are left out: one of the
	 * application, or a value of the JDK.
	 */
	boolean counts(Class<?> type) {
		return this.shapes.isApplication(type)
				|| (JdkTypes.contains(type) && !(this.shapes.of(type) instanceof RefusedShape));
	}

	void value(@Nullable Object value, Type declared) {
		if (value == null) {
			this.sink.nothing();
			return;
		}
		if (value instanceof String text) {
			this.sink.text(text);
			return;
		}
		String standIn = this.shapes.findStandIn(value);
		if (standIn != null) {
			this.sink.type("stand-in");
			this.sink.text(standIn);
			return;
		}
		Shape shape = this.shapes.of(value.getClass());
		if (this.met != null) {
			this.shapes.writeClasses(value, this.met);
		}
		Class<?> tag = shape.tag();
		if (tag != null && tag != declared && tag != rawClass(declared)) {
			this.sink.type(tag.getName());
		}
		if (shape.leaf()) {
			write(shape, value, declared);
			return;
		}
		enter(value);
		write(shape, value, declared);
		this.depth--;
	}

	void element(int index, @Nullable Object value, Type declared) {
		try {
			value(value, declared);
		}
		catch (Refusal ex) {
			throw ex.within("[" + index + "]");
		}
	}

	void property(String name, @Nullable Object value, Type declared) {
		this.sink.property(name);
		try {
			value(value, declared);
		}
		catch (Refusal ex) {
			throw ex.within("." + name);
		}
	}

	/**
	 * Tells of a property by its hash.
	 * @param name the name of the property
	 * @param value its value
	 * @param declared its declared type
	 */
	void secret(String name, @Nullable Object value, Type declared) {
		DigestSink hidden = new DigestSink("secret");
		try {
			new Walk(this.shapes, hidden, this.met).value(value, declared);
		}
		catch (Refusal ex) {
			throw ex.within("." + name);
		}
		this.sink.property(name);
		this.sink.content(hidden.digest(), 0);
	}

	void member(@Nullable Object value, Type declared) {
		this.sink.entry();
		within("[*]", value, declared);
	}

	void entry(@Nullable Object key, Type keyType, @Nullable Object value, Type valueType) {
		this.sink.entry();
		within("[*]~", key, keyType);
		within("[*]", value, valueType);
	}

	private void within(String segment, @Nullable Object value, Type declared) {
		try {
			value(value, declared);
		}
		catch (Refusal ex) {
			throw ex.within(segment);
		}
	}

	private void write(Shape shape, Object value, Type declared) {
		try {
			shape.write(this, value, declared);
		}
		catch (Refusal | UnhashableValueException ex) {
			throw ex;
		}
		catch (RuntimeException | LinkageError ex) {
			throw new Refusal(value.getClass(), "reading it failed with " + ex.getClass().getName(), ex);
		}
	}

	private void enter(Object value) {
		for (int i = 0; i < this.depth; i++) {
			if (this.ancestors[i] == value) {
				throw new Refusal(value.getClass(), "it contains itself");
			}
		}
		if (this.depth == MAX_DEPTH) {
			throw new Refusal(value.getClass(), "it is nested more than " + MAX_DEPTH + " levels deep");
		}
		if (++this.objects > MAX_OBJECTS) {
			throw new Refusal(value.getClass(),
					"it is part of something that holds more than " + MAX_OBJECTS + " objects");
		}
		if (this.depth == this.ancestors.length) {
			this.ancestors = Arrays.copyOf(this.ancestors, this.depth * 2);
		}
		this.ancestors[this.depth++] = value;
	}

	/**
	 * The type that a generic container declares for what it holds.
	 * @param declared the type of the container
	 * @param index the position of the type argument
	 * @param count how many type arguments a container of this kind has
	 * @return the type, {@code Object} when it isn't known
	 */
	static Type argument(Type declared, int index, int count) {
		if (declared instanceof ParameterizedType generic && generic.getActualTypeArguments().length == count) {
			return generic.getActualTypeArguments()[index];
		}
		return Object.class;
	}

	static Class<?> rawClass(Type type) {
		if (type instanceof Class<?> plain) {
			return (plain.isPrimitive()) ? ClassUtils.resolvePrimitiveIfNecessary(plain) : plain;
		}
		if (type instanceof ParameterizedType generic) {
			return rawClass(generic.getRawType());
		}
		if (type instanceof WildcardType wildcard) {
			return rawClass(wildcard.getUpperBounds()[0]);
		}
		if (type instanceof TypeVariable<?> variable) {
			return rawClass(variable.getBounds()[0]);
		}
		if (type instanceof GenericArrayType array) {
			return rawClass(array.getGenericComponentType()).arrayType();
		}
		return Object.class;
	}

}
