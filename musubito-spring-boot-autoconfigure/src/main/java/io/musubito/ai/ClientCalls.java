package io.musubito.ai;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What a method calls, its lambdas included, and what of that has to do with clients of
 * models.
 */
final class ClientCalls {

	private static final String CLIENT = "org/springframework/ai/chat/client/ChatClient";

	private static final String BUILDER = "org/springframework/ai/chat/client/DefaultChatClientBuilder";

	private static final String ADVISOR = MusubitoAdvisor.class.getName().replace('.', '/');

	/** What gives a builder all that Spring Boot gives it. */
	private static final Set<String> CONFIGURERS = Set.of(
			"org/springframework/ai/model/chat/client/autoconfigure/ChatClientBuilderConfigurer",
			"org/springframework/ai/chat/client/ChatClientBuilderCustomizer",
			"org/springframework/ai/chat/client/ChatClientCustomizer");

	private final ClassNode type;

	private final Set<String> lambdas = new HashSet<>();

	private final Set<Called> called = new LinkedHashSet<>();

	private final Set<String> made = new LinkedHashSet<>();

	private boolean makesClient;

	private boolean knowsAdvisor;

	private boolean addsAdvisors;

	private boolean configures;

	private ClientCalls(ClassNode type) {
		this.type = type;
	}

	static ClientCalls of(ClassNode type, MethodNode method) {
		ClientCalls calls = new ClientCalls(type);
		calls.read(method);
		return calls;
	}

	static @Nullable MethodNode method(ClassNode type, String name, String descriptor) {
		return type.methods.stream()
			.filter((method) -> method.name.equals(name) && method.desc.equals(descriptor))
			.findFirst()
			.orElse(null);
	}

	boolean makesClientWithoutAdvisor() {
		return this.makesClient && !this.configures && !(this.knowsAdvisor && this.addsAdvisors);
	}

	Set<Called> called() {
		return this.called;
	}

	Set<String> made() {
		return this.made;
	}

	private void read(MethodNode method) {
		this.knowsAdvisor |= method.desc.contains(ADVISOR);
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof MethodInsnNode call) {
				call(call.owner, call.name, call.desc);
			}
			else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
				this.knowsAdvisor |= dynamic.desc.contains(ADVISOR);
				for (Object argument : dynamic.bsmArgs) {
					if (argument instanceof Handle handle) {
						call(handle.getOwner(), handle.getName(), handle.getDesc());
					}
				}
			}
			else if (instruction instanceof FieldInsnNode field) {
				this.knowsAdvisor |= field.desc.contains(ADVISOR);
			}
			else if (instruction instanceof TypeInsnNode mentioned) {
				this.knowsAdvisor |= mentioned.desc.equals(ADVISOR);
			}
			else if (instruction instanceof LdcInsnNode constant) {
				this.knowsAdvisor |= constant.cst.toString().contains(ADVISOR);
			}
		}
	}

	private void call(String owner, String name, String descriptor) {
		this.makesClient |= owner.equals(CLIENT) && (name.equals("builder") || name.equals("create"));
		this.makesClient |= owner.equals(BUILDER) && name.equals("<init>");
		this.knowsAdvisor |= owner.equals(ADVISOR) || descriptor.contains(ADVISOR);
		this.addsAdvisors |= name.equals("defaultAdvisors") || name.equals("advisors");
		this.configures |= CONFIGURERS.contains(owner);
		MethodNode lambda = owner.equals(this.type.name) ? method(this.type, name, descriptor) : null;
		if (lambda != null && (lambda.access & Opcodes.ACC_SYNTHETIC) != 0) {
			if (this.lambdas.add(name + descriptor)) {
				read(lambda);
			}
			return;
		}
		this.called.add(new Called(owner, name, descriptor));
		if (name.equals("<init>")) {
			this.made.add(owner);
		}
	}

	/**
	 * A method that is called.
	 *
	 * @param owner the class that it is called on
	 * @param name its name
	 * @param descriptor its descriptor
	 */
	record Called(String owner, String name, String descriptor) {

	}

}
