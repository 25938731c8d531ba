package io.musubito.code;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.musubito.code.ClassFiles.Selected;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the code that gives fields their values. Used once, by one thread.
 */
final class FieldCode {

	private final ClassFiles files;

	private final BiConsumer<Selected, Mode> found;

	private final Consumer<String> declaring;

	private final Set<FieldAccess> reads = new HashSet<>();

	private final Set<String> initialised = new HashSet<>();

	/**
	 * Begins without fields.
	 * @param found is told of the methods that may set fields
	 * @param declaring is told of the classes that declare fields
	 */
	FieldCode(ClassFiles files, BiConsumer<Selected, Mode> found, Consumer<String> declaring) {
		this.files = files;
		this.found = found;
		this.declaring = declaring;
	}

	/**
	 * A field that is read.
	 */
	void read(FieldAccess access) {
		if (!this.reads.add(access)) {
			return;
		}
		for (String type : this.files.supertypes(access.owner())) {
			ClassCode code = (this.files.isApplication(type)) ? this.files.get(type) : null;
			FieldNode field = (code != null) ? code.field(access.name()) : null;
			if (code != null && field != null) {
				this.declaring.accept(type);
				if ((field.access & Opcodes.ACC_STATIC) != 0) {
					initialiser(code);
				}
				if ((field.access & Opcodes.ACC_FINAL) == 0) {
					writers(code, new FieldAccess(type, access.name()));
				}
				return;
			}
		}
	}

	/**
	 * The methods that set a field which the step reads. Constructors are found where
	 * objects are created.
	 */
	private void writers(ClassCode code, FieldAccess field) {
		this.files.nest(code)
			.filter((member) -> !member.isLocal())
			.forEach((member) -> member.methods()
				.stream()
				.filter((method) -> (method.access & Opcodes.ACC_SYNTHETIC) == 0 && !method.name.startsWith("<"))
				.filter((method) -> member.part(method, this.files)
					.all()
					.anyMatch((references) -> references.writes().contains(field)))
				.forEach((method) -> this.found.accept(new Selected(member, method), Mode.PREPARING)));
	}

	/**
	 * A class that is initialised. Its static initialiser counts where a static field is
	 * read, and wherever it runs when it reaches out of its class:
	 * {@code Registry.register(new Rule())}.
	 */
	void initialised(String name) {
		ClassCode code = (this.files.isApplication(name) && this.initialised.add(name)) ? this.files.get(name) : null;
		MethodNode initialiser = (code != null) ? code.method("<clinit>", "()V") : null;
		if (code != null && initialiser != null) {
			CodePart part = code.part(initialiser, this.files);
			boolean writes = part.all()
				.flatMap((references) -> references.writes().stream())
				.anyMatch((field) -> !field.owner().equals(name));
			boolean calls = part.all()
				.flatMap((references) -> references.calls().stream())
				.anyMatch((call) -> !call.owner().equals(name) && !call.name().equals("<init>")
						&& this.files.isApplication(call.owner()));
			if (writes || calls) {
				initialiser(code);
			}
		}
	}

	/**
	 * A class whose static initialiser counts.
	 */
	void initialiser(ClassCode code) {
		MethodNode initialiser = code.method("<clinit>", "()V");
		if (initialiser != null) {
			this.found.accept(new Selected(code, initialiser), Mode.PREPARING);
		}
	}

}
