package io.musubito.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldNode;

/**
 * Notes what code depends on beside itself, while the code is followed.
 */
final class DependencyRecorder {

	/** What is held only to tell others what happens. */
	private static final Pattern WITHOUT_INFLUENCE = Pattern.compile(
			"L(org/slf4j/|org/apache/commons/logging/|org/apache/logging/|java/util/logging/|java/lang/System\\$Logger"
					+ "|io/micrometer/).*");

	private static final String OWN = "Lio/musubito/";

	private final ClassFiles files;

	private final BoundaryRecorder boundary;

	private final Set<FieldAccess> read = new HashSet<>();

	private final Set<FieldAccess> changed = new HashSet<>();

	private final SortedSet<String> named = new TreeSet<>();

	private final SortedSet<String> properties = new TreeSet<>();

	private final SortedSet<String> libraries = new TreeSet<>();

	private final Set<Ambient> ambient = EnumSet.noneOf(Ambient.class);

	DependencyRecorder(ClassFiles files, BoundaryRecorder boundary) {
		this.files = files;
		this.boundary = boundary;
	}

	/**
	 * Notes what a piece of code does.
	 * @param method the method that it is in, with its parameters
	 * @param references what it does
	 * @param mode when it runs
	 */
	void note(String method, References references, Mode mode) {
		if (mode != Mode.PREPARING) {
			this.read.addAll(references.reads());
			this.changed.addAll(references.changes());
			if (mode == Mode.RUNNING) {
				this.changed.addAll(references.ownChanges());
			}
		}
		references.asked().forEach((asked) -> note(method, asked, runs(method, mode)));
	}

	private static boolean runs(String method, Mode mode) {
		return mode != Mode.PREPARING || method.endsWith("#<clinit>()");
	}

	/**
	 * Notes a call of a library.
	 */
	void called(String caller, Call library, Mode mode) {
		if (!library.owner().startsWith("java/") && runs(caller, mode)) {
			this.libraries.add(MethodName.of(library));
		}
	}

	/**
	 * Notes what a method asks for.
	 * @param method the method, with its parameters
	 * @param asked what it asks for
	 * @param runs whether the method runs in a call of the step
	 */
	void note(String method, Asked asked, boolean runs) {
		String name = method.substring(0, method.indexOf('('));
		switch (asked.kind()) {
			case PROPERTY -> this.properties.add(asked.what());
			case BEAN -> named(asked.what());
			case EVENT -> {
				// Who listens is code, and is followed
			}
			case SETTING -> this.boundary.surroundings(asked.what() + " in " + name);
			case AMBIENT -> {
				if (runs) {
					this.ambient.add(Ambient.valueOf(asked.what()));
				}
			}
			case SURROUNDINGS -> {
				if (runs) {
					this.boundary.surroundings(asked.what() + " in " + name);
				}
			}
		}
	}

	/**
	 * Notes a type of beans that may be asked for, or the name of a bean.
	 * @param name as in class files
	 */
	void named(String name) {
		this.named.add((name.startsWith(CodeDependencies.BEAN_NAME)) ? name : Type.getObjectType(name).getClassName());
	}

	/**
	 * Notes a call of a method that a class of the application inherits from a library.
	 */
	void inherited(String caller, Call library, Mode mode) {
		List<Asked> asked = new ArrayList<>();
		SurroundingCalls.note(library.owner(), library.name(), library.descriptor(), asked);
		asked.forEach((question) -> note(caller, question, mode != Mode.PREPARING));
	}

	CodeDependencies toDependencies(Collection<String> covered, Collection<String> inspected) {
		SortedSet<String> fields = declared(this.read);
		SortedSet<String> own = declared(this.changed);
		own.retainAll(fields);
		return new CodeDependencies(fields, own, classNames(covered), classNames(inspected), this.named,
				this.properties, this.ambient, this.libraries);
	}

	/**
	 * What was asked of the surroundings alone, where the code that is called is not
	 * known.
	 */
	CodeDependencies ofSurroundings() {
		SortedSet<String> none = Collections.emptySortedSet();
		return new CodeDependencies(none, none, none, none, none, this.properties, this.ambient, none);
	}

	private SortedSet<String> declared(Set<FieldAccess> accesses) {
		SortedSet<String> names = new TreeSet<>();
		accesses.forEach((access) -> declared(access).ifPresent(names::add));
		return names;
	}

	private Optional<String> declared(FieldAccess access) {
		for (String type : this.files.supertypes(access.owner())) {
			ClassCode code = (this.files.isApplication(type)) ? this.files.get(type) : null;
			FieldNode field = (code != null) ? code.field(access.name()) : null;
			if (code != null && field != null) {
				return (holdsState(code, field)) ? Optional.of(code.className() + "." + field.name) : Optional.empty();
			}
		}
		return Optional.empty();
	}

	/**
	 * A constant of an enum holds what its code says, unless that may be set again.
	 */
	private static boolean canChange(ClassCode enumeration) {
		return enumeration.node().fields.stream()
			.anyMatch((field) -> (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) == 0);
	}

	private boolean holdsState(ClassCode code, FieldNode field) {
		boolean made = (field.access & Opcodes.ACC_SYNTHETIC) != 0 && (field.access & Opcodes.ACC_STATIC) != 0;
		return field.value == null && ((field.access & Opcodes.ACC_ENUM) == 0 || canChange(code)) && !made
				&& !WITHOUT_INFLUENCE.matcher(field.desc).matches() && !isOwn(field.desc);
	}

	private boolean isOwn(String descriptor) {
		return descriptor.startsWith(OWN) && !this.files.isApplication(Type.getType(descriptor).getInternalName());
	}

	private static SortedSet<String> classNames(Collection<String> names) {
		SortedSet<String> classes = new TreeSet<>();
		names.forEach((name) -> classes.add(Type.getObjectType(name).getClassName()));
		return classes;
	}

}
