package io.musubito.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * The classes that a method declares, with those between angle brackets, as in class
 * files. A type variable stands there as one of all classes that it may be.
 *
 * @param parameters of each parameter
 * @param result of the result
 */
record DeclaredTypes(List<Set<String>> parameters, Set<String> result) {

	private static final char VARIABLE = '<';

	/**
	 * Whether a name is that of a type variable.
	 */
	static boolean isVariable(String name) {
		return name.charAt(0) == VARIABLE;
	}

	static DeclaredTypes of(String owner, String descriptor, @Nullable String signature) {
		List<Set<String>> parameters = new ArrayList<>();
		for (Type type : Type.getArgumentTypes(descriptor)) {
			parameters.add(in(type));
		}
		DeclaredTypes erased = new DeclaredTypes(List.copyOf(parameters), in(Type.getReturnType(descriptor)));
		if (signature == null) {
			return erased;
		}
		Parts parts = new Parts(owner);
		new SignatureReader(signature).accept(parts);
		// Parameters that the compiler adds are not in the signature
		return (parts.parameters.size() == parameters.size())
				? new DeclaredTypes(List.copyOf(parts.parameters), parts.current)
				: new DeclaredTypes(erased.parameters(), parts.current);
	}

	/**
	 * The classes in the signature of a field or a class, else in its descriptor.
	 */
	static Set<String> in(String owner, String descriptor, @Nullable String signature) {
		if (signature == null) {
			return in(Type.getType(descriptor));
		}
		Parts parts = new Parts(owner);
		new SignatureReader(signature).acceptType(parts);
		return parts.current;
	}

	/**
	 * The classes in the signature of a class.
	 */
	static Set<String> ofClass(String owner, @Nullable String signature) {
		if (signature == null) {
			return Set.of();
		}
		Parts parts = new Parts(owner);
		new SignatureReader(signature).accept(parts);
		return parts.current;
	}

	static Set<String> in(Type type) {
		Type element = (type.getSort() == Type.ARRAY) ? type.getElementType() : type;
		return (element.getSort() == Type.OBJECT) ? Set.of(element.getInternalName()) : Set.of();
	}

	private static final class Parts extends SignatureVisitor {

		private final String owner;

		private final List<Set<String>> parameters = new ArrayList<>();

		private Set<String> current = new LinkedHashSet<>();

		private Parts(String owner) {
			super(Opcodes.ASM9);
			this.owner = owner;
		}

		@Override
		public SignatureVisitor visitClassBound() {
			return new SignatureVisitor(Opcodes.ASM9) {
			};
		}

		@Override
		public SignatureVisitor visitInterfaceBound() {
			return visitClassBound();
		}

		@Override
		public void visitTypeVariable(String name) {
			this.current.add(VARIABLE + name + this.owner);
		}

		@Override
		public SignatureVisitor visitParameterType() {
			this.current = new LinkedHashSet<>();
			this.parameters.add(this.current);
			return this;
		}

		@Override
		public SignatureVisitor visitReturnType() {
			this.current = new LinkedHashSet<>();
			return this;
		}

		@Override
		public SignatureVisitor visitExceptionType() {
			return new SignatureVisitor(Opcodes.ASM9) {
			};
		}

		@Override
		public void visitClassType(String name) {
			this.current.add(name);
		}

	}

}
