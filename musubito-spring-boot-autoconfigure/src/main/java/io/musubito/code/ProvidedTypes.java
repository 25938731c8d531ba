package io.musubito.code;

import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Takes what is between the angle brackets of a provider.
 */
final class ProvidedTypes extends SignatureVisitor {

	private static final Set<String> PROVIDERS = Set.of("org/springframework/beans/factory/ObjectProvider",
			"org/springframework/beans/factory/ObjectFactory", "jakarta/inject/Provider", "javax/inject/Provider",
			"java/util/function/Supplier");

	private final Consumer<String> named;

	private boolean provider;

	private ProvidedTypes(Consumer<String> named) {
		super(Opcodes.ASM9);
		this.named = named;
	}

	static void find(@Nullable String signature, Consumer<String> named) {
		if (signature != null && PROVIDERS.stream().anyMatch((name) -> signature.contains(name + "<"))) {
			new SignatureReader(signature).accept(new ProvidedTypes(named));
		}
	}

	@Override
	public void visitClassType(String name) {
		if (PROVIDERS.contains(name)) {
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
