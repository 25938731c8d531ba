package io.musubito.code;

import java.util.function.Consumer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Takes what is between the angle brackets of a provider.
 */
final class ProvidedTypes extends SignatureVisitor {

	private final Consumer<String> named;

	private boolean provider;

	ProvidedTypes(Consumer<String> named) {
		super(Opcodes.ASM9);
		this.named = named;
	}

	@Override
	public void visitClassType(String name) {
		if (ProvidedBeans.isProvider(name)) {
			this.provider = true;
		}
		else if (this.provider) {
			this.named.accept(name);
		}
	}

	@Override
	public SignatureVisitor visitParameterType() {
		this.provider = false;
		return this;
	}

}
