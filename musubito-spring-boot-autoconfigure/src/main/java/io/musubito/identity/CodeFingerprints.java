package io.musubito.identity;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.identity.ClassFiles.Selected;

/**
 * Computes the code fingerprints of steps from class files, through the class loader of
 * the step, without running or initialising anything. What the compiler does without
 * being told doesn't count: line numbers, names of variables, the order of methods, the
 * numbers of lambdas.
 * <p>
 * Each class file is read once, so this is kept while the application starts and let go
 * after. Safe for use by many threads.
 */
public final class CodeFingerprints {

	private final Predicate<String> application;

	private final InjectedBeans injected;

	private final Map<ClassLoader, ClassFiles> files = new ConcurrentHashMap<>();

	/**
	 * Creates the fingerprints.
	 * @param application tells the classes of the application by their names
	 * ({@code com.acme.Writer$Draft})
	 * @param collaborators tells what is injected into beans
	 */
	public CodeFingerprints(Predicate<String> application, Collaborators collaborators) {
		this.application = application;
		this.injected = new InjectedBeans(application, collaborators);
	}

	/**
	 * The fingerprint of a step that is a method of a bean.
	 * @param operation the step, for messages
	 * @param bean the bean
	 * @param method its method
	 * @param level how much code counts
	 * @return the fingerprint
	 * @throws StepDefinitionException if a class that the step reaches can't be read
	 */
	public CodeFingerprint of(String operation, BeanCode bean, Method method, CodeLevel level) {
		return compute(operation, StepCode.of(bean, method), level);
	}

	/**
	 * The fingerprint of a step that is a lambda or a method reference.
	 * @param operation the step, for messages
	 * @param capturing the class that the lambda is written in
	 * @param body what the lambda says of itself when it is serialised
	 * @param resultType the type of the result
	 * @param level how much code counts
	 * @return the fingerprint
	 * @throws StepDefinitionException if a class that the step reaches can't be read
	 */
	public CodeFingerprint of(String operation, Class<?> capturing, SerializedLambda body, Type resultType,
			CodeLevel level) {
		return compute(operation, StepCode.of(capturing, body, resultType), level);
	}

	/**
	 * The fingerprint of all that objects of a class may do, whichever of their methods
	 * is called.
	 * @param operation the step that has to do with them, for messages
	 * @param type a class of the application that is not local to a method
	 * @param level how much code counts
	 * @return the fingerprint
	 * @throws StepDefinitionException if a class that they reach can't be read
	 */
	public CodeFingerprint of(String operation, Class<?> type, CodeLevel level) {
		ClassFiles classFiles = filesFor(type);
		String name = org.objectweb.asm.Type.getInternalName(type);
		try {
			return switch (level) {
				case REACHABLE -> closure(type, classFiles).whole(name).finish();
				case METHOD -> {
					MethodShape shape = new MethodShape(classFiles);
					classFiles.own(name).forEach(shape::method);
					yield shape.finish();
				}
				case NONE -> CodeFingerprint.none();
			};
		}
		catch (UnreadableClassException ex) {
			throw unreadable(operation, type.getName(), ex);
		}
	}

	private CodeFingerprint compute(String operation, StepCode step, CodeLevel level) {
		ClassFiles classFiles = filesFor(step.bean().type());
		try {
			return switch (level) {
				case REACHABLE -> reachable(step, classFiles);
				case METHOD -> method(step, classFiles);
				case NONE -> CodeFingerprint.none();
			};
		}
		catch (UnreadableClassException ex) {
			throw unreadable(operation, step.name(), ex);
		}
	}

	private ClassFiles filesFor(Class<?> type) {
		return this.files.computeIfAbsent(loaderOf(type), (key) -> new ClassFiles(key, this.application));
	}

	private static ClassLoader loaderOf(Class<?> type) {
		ClassLoader known = type.getClassLoader();
		return (known != null) ? known : ClassLoader.getSystemClassLoader();
	}

	private CodeClosure closure(Class<?> type, ClassFiles classFiles) {
		CodeClosure closure = new CodeClosure(classFiles, this.injected, loaderOf(type));
		closure.bean(new BeanCode(type, null));
		return closure;
	}

	private static StepDefinitionException unreadable(String operation, String what, UnreadableClassException ex) {
		return new StepDefinitionException("Step '%s' (%s): the code of %s can't be read: %s. ".formatted(operation,
				what, ex.className(), ex.reason())
				+ "A change of it would go unnoticed and old results would be replayed. Make the class file "
				+ "available to the class loader, leave its package out of musubito.fingerprint.packages, or set "
				+ "musubito.fingerprint.code to 'method' or 'none' and change the step's version by hand.", ex);
	}

	private CodeFingerprint reachable(StepCode step, ClassFiles classFiles) {
		entry(step, classFiles);
		CodeClosure closure = new CodeClosure(classFiles, this.injected, loaderOf(step.bean().type()));
		closure.bean(step.bean());
		if (!step.isOwnMethod()) {
			closure.named(step.entry().owner());
		}
		step.data().forEach(closure::data);
		closure.call(step.entry());
		return closure.finish();
	}

	private CodeFingerprint method(StepCode step, ClassFiles classFiles) {
		MethodShape shape = new MethodShape(classFiles);
		shape.method(entry(step, classFiles));
		step.data().forEach(shape::data);
		return shape.finish();
	}

	private static Selected entry(StepCode step, ClassFiles classFiles) {
		String owner = step.entry().owner();
		return classFiles.select(owner, step.entry().name(), step.entry().descriptor())
			.orElseThrow(() -> new UnreadableClassException(org.objectweb.asm.Type.getObjectType(owner).getClassName(),
					(classFiles.isApplication(owner)) ? "it has no such method"
							: "it does not belong to the packages of the application",
					null));
	}

}
