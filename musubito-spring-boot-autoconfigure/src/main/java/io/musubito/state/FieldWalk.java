package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.MusubitoIgnore;
import io.musubito.state.Initialisers.Initialiser;
import io.musubito.value.JdkTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The part of a walk that reads the fields of objects and classes of the application, as
 * far as code reads them.
 */
final class FieldWalk {

	private final StateWalk walk;

	private final Reads reads;

	private final boolean starting;

	private final Set<Class<?>> initialised = new HashSet<>();

	FieldWalk(StateWalk walk, Reads reads, boolean starting) {
		this.walk = walk;
		this.reads = reads;
		this.starting = starting;
	}

	/**
	 * A class of which there is an object: its static fields have their values.
	 */
	void initialised(Class<?> type) {
		this.initialised.add(type);
	}

	void of(Object value, Class<?> type) {
		boolean whole = this.reads.isWhole(ClassUtils.getUserClass(type));
		for (Class<?> current = ClassUtils.getUserClass(type); current != null
				&& current != Object.class; current = current.getSuperclass()) {
			this.initialised.add(current);
			if (this.walk.isApplication(current)) {
				for (Field field : Fields.of(current)) {
					if (whole || this.reads.isRead(field)) {
						field(field, value);
					}
				}
			}
			else if (Fields.hasStateOfItsOwn(current) && !ContainerWalk.isOne(current)) {
				this.walk.trace()
					.uncounted(ClassUtils.getUserClass(type).getName() + " (what it inherits from " + current.getName()
							+ ")");
			}
		}
	}

	void ofClass(@Nullable Field field) {
		if (field == null || !Modifier.isStatic(field.getModifiers()) || field.isSynthetic()
				|| (field.isEnumConstant() && !Fields.canChange(field.getDeclaringClass()))) {
			return;
		}
		if (!this.starting || this.initialised.contains(field.getDeclaringClass())) {
			field(field, null);
		}
		else if (!Bystanders.isOne(field.getType()) && !PlainValues.isFixed(field.getType())
				&& !JdkTypes.contains(field.getType()) && !this.walk.isApplication(field.getType())) {
			this.walk.trace().uncounted(Names.ofField(field) + " (" + field.getType().getName() + ")");
		}
	}

	/**
	 * What a constant of an enum holds is part of its code, unless it may be changed.
	 */
	void constant(Enum<?> constant) {
		for (Class<?> type : List.of(constant.getClass(), constant.getDeclaringClass())) {
			for (Field field : Fields.of(type)) {
				if (Fields.canChange(field) && this.reads.isRead(field)) {
					field(field, constant);
				}
			}
		}
	}

	private void field(Field field, @Nullable Object holder) {
		if (field.isAnnotationPresent(MusubitoIgnore.class)) {
			return;
		}
		Object value;
		try {
			field.setAccessible(true);
			value = field.get(holder);
		}
		catch (IllegalAccessException | InaccessibleObjectException | LinkageError ex) {
			this.walk.trace().uncounted(Names.ofField(field) + " (" + field.getType().getName() + ", not accessible)");
			return;
		}
		String component = "state " + Names.ofField(field);
		if (this.reads.isChanged(field)) {
			if (value == null || !this.walk.isBystander(value.getClass())) {
				this.walk.trace().uncounted(Names.ofField(field) + " (" + typeName(field, value) + ")");
			}
			return;
		}
		if (!Modifier.isFinal(field.getModifiers())) {
			this.walk.check(Check.field(field, holder, value));
		}
		Initialiser code = (value != null) ? Initialisers.find(field, value) : null;
		if (code != null) {
			this.walk.trace().say(component, code.text());
			if (!code.bodies().isEmpty()) {
				this.walk.code().ofPlace(field.getDeclaringClass(), code.bodies());
			}
			return;
		}
		this.walk.value(component, (holder != null) ? ResolvableType.forField(field, ClassUtils.getUserClass(holder))
				: ResolvableType.forField(field), value);
	}

	private static String typeName(Field field, @Nullable Object value) {
		return (value != null && !field.getType().isPrimitive()) ? Names.of(value) : field.getType().getTypeName();
	}

}
