package io.musubito.code;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.regex.Pattern;

import io.musubito.code.SymbolicClass.Use;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where beans let the code that is followed begin: with their methods, with what makes
 * them, and with what they do when an event is published.
 */
final class BeanEntries {

	/**
	 * A bean that is a function may be a tool, described by the classes of its values.
	 */
	private static final Pattern FUNCTIONS = Pattern.compile("java/util/function/.*");

	private final CodeClosure closure;

	private final ClassFiles files;

	private final DependencyRecorder dependencies;

	BeanEntries(CodeClosure closure, ClassFiles files, DependencyRecorder dependencies) {
		this.closure = closure;
		this.files = files;
		this.dependencies = dependencies;
	}

	/**
	 * A bean whose methods may be called.
	 */
	void bean(BeanCode bean) {
		Method factoryMethod = bean.factoryMethod();
		if (factoryMethod != null) {
			factoryMethod(factoryMethod);
		}
		if (bean.supplier() != null) {
			supplier(Type.getInternalName(bean.supplier()));
		}
		String name = Type.getInternalName(bean.type());
		// The classes of lambdas and of proxies have no class file. A lambda is part of
		// the method that it is written in, a proxy has no code of the application.
		if (bean.type().isHidden() || Proxy.isProxyClass(bean.type()) || !this.files.isApplication(name)) {
			return;
		}
		this.closure.steps().bean(name);
		this.closure.live(name);
		this.closure.setUp(name);
		for (String type : this.files.supertypes(name)) {
			if (FUNCTIONS.matcher(type).matches()) {
				this.closure.dataLater(DeclaredTypes.ofClass(name, this.files.get(name).node().signature));
			}
			if (this.files.isApplication(type)) {
				this.closure.use(type, Use.BEAN);
				ProvidedBeans.find(this.files.get(type), this.closure::provided);
			}
		}
	}

	/**
	 * What a listener returns is published, too.
	 */
	void listening(ListenerCode listener) {
		this.dependencies.named(CodeDependencies.BEAN_NAME + listener.beanName());
		Method method = listener.method();
		String owner = (method != null) ? Type.getInternalName(method.getDeclaringClass()) : "";
		if (method != null && this.files.isApplication(owner)) {
			Call call = new Call(Type.getInternalName(listener.bean().written().type()), method.getName(),
					Type.getMethodDescriptor(method), true);
			this.closure.call(call, Mode.RUNNING, MethodName.of(call));
			if (method.getReturnType() != void.class) {
				StepCode.namesOf(method.getGenericReturnType()).forEach(this.closure.beans()::event);
			}
		}
	}

	private void factoryMethod(Method method) {
		String owner = Type.getInternalName(method.getDeclaringClass());
		if (this.files.isApplication(owner)) {
			Call call = new Call(owner, method.getName(), Type.getMethodDescriptor(method), false);
			this.closure.call(call, Mode.PREPARING, MethodName.of(call));
			MethodNode code = this.files.get(owner).method(call.name(), call.descriptor());
			if (code != null && FUNCTIONS.matcher(Type.getReturnType(code.desc).getInternalName()).matches()) {
				this.closure.dataLater(this.files.get(owner).declared(code).result());
			}
		}
	}

	/**
	 * Which method of the class supplies a bean is not known.
	 */
	private void supplier(String name) {
		if (this.files.isApplication(name)) {
			this.files.own(name).forEach((method) -> this.closure.method(method, Mode.PREPARING));
		}
	}

}
