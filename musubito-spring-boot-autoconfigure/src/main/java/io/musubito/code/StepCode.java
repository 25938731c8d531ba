package io.musubito.code;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import io.musubito.CodeLevel;
import io.musubito.value.DigestSink;
import io.musubito.value.Scalar;
import org.objectweb.asm.Type;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Where the code of a step or of a pipeline begins.
 *
 * @param bean the bean that has it
 * @param entry the method
 * @param data the classes of its parameters and its result, by the names of class files
 * @param pipeline whether it ends at the steps that it calls
 */
record StepCode(BeanCode bean, Call entry, Set<String> data, boolean pipeline) {

	static StepCode of(BeanCode bean, Method method, boolean pipeline) {
		Class<?> type = ClassUtils.getUserClass(bean.type());
		Set<String> data = new LinkedHashSet<>();
		addNames(data, ResolvableType.forMethodReturnType(method, type));
		for (int i = 0; i < method.getParameterCount(); i++) {
			addNames(data, ResolvableType.forMethodParameter(new MethodParameter(method, i).withContainingClass(type)));
		}
		return new StepCode(new BeanCode(type, bean.factoryMethod(), bean.supplier()),
				new Call(Type.getInternalName(type), method.getName(), Type.getMethodDescriptor(method), true), data,
				pipeline);
	}

	static StepCode of(Class<?> capturing, LambdaCode body) {
		return new StepCode(new BeanCode(capturing, null),
				new Call(body.owner(), body.name(), body.descriptor(), body.dynamic()), body.data(), false);
	}

	static Set<String> namesOf(java.lang.reflect.Type type) {
		Set<String> names = new LinkedHashSet<>();
		addNames(names, ResolvableType.forType(type));
		return names;
	}

	String name() {
		return MethodName.of(this.entry);
	}

	/**
	 * Whether the method is called on the bean itself: a method reference may belong to
	 * another bean.
	 */
	boolean isOwnMethod() {
		return this.entry.owner().equals(Type.getInternalName(this.bean.type()));
	}

	/**
	 * The question that the fingerprint answers.
	 * @param level how much code counts
	 * @return the same text for the same method, bean and data
	 */
	String question(CodeLevel level) {
		DigestSink sink = new DigestSink(this.pipeline ? "pipeline-code" : "step-code");
		sink.text(level.name());
		sink.text(this.bean.describe());
		sink.text(this.entry.owner());
		sink.text(this.entry.name());
		sink.text(this.entry.descriptor());
		sink.scalar(Scalar.BOOLEAN, this.entry.dynamic() ? 1 : 0);
		this.data.stream().sorted().forEach(sink::text);
		return sink.hex();
	}

	private static void addNames(Set<String> names, ResolvableType type) {
		Class<?> resolved = type.resolve();
		if (resolved != null) {
			Class<?> element = (resolved.isArray()) ? resolved.componentType() : resolved;
			names.add(Type.getInternalName(element));
			for (ResolvableType generic : (resolved.isArray()) ? type.getComponentType().getGenerics()
					: type.getGenerics()) {
				addNames(names, generic);
			}
		}
	}

}
