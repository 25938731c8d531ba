package io.musubito.code;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.code.ClassFiles.Selected;

/**
 * Computes the code fingerprints of steps from class files, through the class loader of
 * the step, without running or initialising anything. What the compiler does without
 * being told doesn't count: line numbers, names of variables, the order of methods, the
 * numbers of lambdas.
 * <p>
 * A fingerprint that was computed at the last start is taken over if all that it was
 * computed from is the same. Each class file is read once, so this is kept while the
 * application starts and let go after. Safe for use by many threads.
 */
public final class CodeFingerprints {

	private final Predicate<String> application;

	private final InjectedBeans injected;

	private final FingerprintMemory memory;

	private final Map<ClassLoader, ClassFileCache> files = new ConcurrentHashMap<>();

	/**
	 * Creates fingerprints that are all computed.
	 * @param application tells the classes of the application by their names
	 * ({@code com.acme.Writer$Draft})
	 * @param collaborators tells what is injected into beans
	 */
	public CodeFingerprints(Predicate<String> application, Collaborators collaborators) {
		this(application, collaborators, new byte[0]);
	}

	/**
	 * Creates the fingerprints.
	 * @param application tells the classes of the application by their names
	 * @param collaborators tells what is injected into beans
	 * @param remembered what {@link #toRemember()} returned at the last start; anything
	 * else is as good as nothing
	 */
	public CodeFingerprints(Predicate<String> application, Collaborators collaborators, byte[] remembered) {
		this.application = application;
		this.injected = new InjectedBeans(application, collaborators);
		this.memory = new FingerprintMemory(FingerprintFile.read(Algorithm.id(), remembered));
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
		return find(operation, StepCode.of(bean, method, false), level);
	}

	/**
	 * The fingerprint of a pipeline that is a method of a bean, without the code of the
	 * steps that it calls.
	 * @param pipeline the pipeline, for messages
	 * @param bean the bean
	 * @param method its method
	 * @param level how much code counts
	 * @return the fingerprint
	 * @throws StepDefinitionException if a class that the pipeline reaches can't be read
	 */
	public CodeFingerprint ofPipeline(String pipeline, BeanCode bean, Method method, CodeLevel level) {
		return find(pipeline, StepCode.of(bean, method, true), level);
	}

	/**
	 * The fingerprint of a step that is a lambda or a method reference.
	 * @param operation the step, for messages
	 * @param capturing the class that the lambda is written in
	 * @param body where its code is
	 * @param level how much code counts
	 * @return the fingerprint
	 * @throws StepDefinitionException if a class that the step reaches can't be read
	 */
	public CodeFingerprint of(String operation, Class<?> capturing, LambdaCode body, CodeLevel level) {
		return find(operation, StepCode.of(capturing, body), level);
	}

	/**
	 * The code that may be meant by what was written down of a lambda: the compiler may
	 * have given it another number since.
	 * @param capturing the class that the lambda is written in
	 * @param body where its code was
	 * @return where it may be now
	 * @throws StepDefinitionException if its class can't be read
	 */
	public List<LambdaCode> alike(Class<?> capturing, LambdaCode body) {
		try {
			String name = MethodName.withoutNumber(body.name());
			ClassFiles classFiles = new ClassFiles(cacheOf(capturing));
			if (name.equals(body.name()) || !classFiles.isApplication(body.owner())) {
				return List.of(body);
			}
			return classFiles.get(body.owner())
				.methods()
				.stream()
				.filter((method) -> MethodName.withoutNumber(method.name).equals(name)
						&& method.desc.equals(body.descriptor()))
				.map((method) -> body.named(method.name))
				.toList();
		}
		catch (UnreadableClassException ex) {
			throw unreadable(body.place(), capturing.getName(), ex);
		}
	}

	/**
	 * The fingerprint of all that objects of a class may do, whichever of their methods
	 * is called.
	 * @param operation the step that has to do with them, for messages
	 * @param type a class of the application that is not local to a method
	 * @param level how much code counts
	 * @return the fingerprint, which is computed at each start
	 * @throws StepDefinitionException if a class that they reach can't be read
	 */
	public CodeFingerprint of(String operation, Class<?> type, CodeLevel level) {
		ClassFiles classFiles = new ClassFiles(cacheOf(type));
		String name = org.objectweb.asm.Type.getInternalName(type);
		try {
			return switch (level) {
				case REACHABLE -> whole(type, name, classFiles);
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

	/**
	 * The fingerprint of an object that is a lambda or a method reference. What it
	 * captured is known by the objects that are there.
	 * @param operation what has to do with it, for messages
	 * @param host the class that the lambda is written in
	 * @param body where its code is
	 * @param level how much code counts
	 * @return the fingerprint, which is computed at each start
	 * @throws StepDefinitionException if a class that it reaches can't be read
	 */
	public CodeFingerprint ofObject(String operation, Class<?> host, LambdaCode body, CodeLevel level) {
		if (level != CodeLevel.REACHABLE) {
			return of(operation, host, level);
		}
		try {
			CodeClosure closure = new CodeClosure(new ClassFiles(cacheOf(host)), this.injected, loaderOf(host));
			body.data().forEach(closure::data);
			Call call = new Call(body.owner(), body.name(), body.descriptor(), body.dynamic());
			closure.call(call, Mode.RUNNING, MethodName.of(call));
			return closure.finish();
		}
		catch (UnreadableClassException ex) {
			throw unreadable(operation, host.getName(), ex);
		}
	}

	private CodeFingerprint whole(Class<?> type, String name, ClassFiles classFiles) {
		CodeClosure closure = new CodeClosure(classFiles, this.injected, loaderOf(type));
		closure.beans().bean(new BeanCode(type, null));
		return closure.whole(name).finish();
	}

	/**
	 * How many fingerprints were taken over from the last start, so far.
	 * @return the number of those that were not computed
	 */
	public int takenOver() {
		return this.memory.takenOver();
	}

	/**
	 * The fingerprints for the next start, with all that they were computed from.
	 * @return bytes to keep; empty when all are kept already, or can't be
	 */
	public Optional<byte[]> toRemember() {
		return (this.memory.hasNew()) ? FingerprintFile.write(Algorithm.id(), this.memory.entries()) : Optional.empty();
	}

	private CodeFingerprint find(String operation, StepCode step, CodeLevel level) {
		if (level == CodeLevel.NONE) {
			return CodeFingerprint.none();
		}
		ClassLoader loader = loaderOf(step.bean().type());
		ClassFileCache cache = cacheOf(step.bean().type());
		String question = step.question(level);
		return this.memory.find(question, (evidence) -> isStillTrue(evidence, step, cache, loader, level))
			.orElseGet(() -> compute(operation, question, step, level, cache, loader));
	}

	private boolean isStillTrue(Evidence evidence, StepCode step, ClassFileCache cache, ClassLoader loader,
			CodeLevel level) {
		for (Evidence.Consulted consulted : evidence.classes()) {
			if (!consulted.isStillTrue(cache)) {
				return false;
			}
		}
		ReachedBeans beans = new ReachedBeans(this.injected, new ClassFiles(cache), loader, (bean) -> {
		}, (listener) -> {
		});
		if (level == CodeLevel.REACHABLE) {
			beans.bean(step.bean());
			evidence.named().forEach(beans::named);
		}
		return beans.named().equals(evidence.named()) && beans.answers().equals(evidence.answers());
	}

	private CodeFingerprint compute(String operation, String question, StepCode step, CodeLevel level,
			ClassFileCache cache, ClassLoader loader) {
		ClassFiles classFiles = new ClassFiles(cache);
		try {
			Selected entry = entry(step, classFiles);
			if (level == CodeLevel.METHOD) {
				CodeFingerprint fingerprint = method(step, entry, classFiles);
				this.memory.add(question, fingerprint, evidence(cache, classFiles, Set.of(), Set.of()));
				return fingerprint;
			}
			CodeClosure closure = new CodeClosure(classFiles, this.injected, loader);
			CodeFingerprint fingerprint = reachable(step, closure);
			ReachedBeans beans = closure.beans();
			this.memory.add(question, fingerprint, evidence(cache, classFiles, beans.named(), beans.answers()));
			return fingerprint;
		}
		catch (UnreadableClassException ex) {
			throw unreadable(operation, step.name(), ex);
		}
	}

	private ClassFileCache cacheOf(Class<?> type) {
		return this.files.computeIfAbsent(loaderOf(type), (key) -> new ClassFileCache(key, this.application));
	}

	private static ClassLoader loaderOf(Class<?> type) {
		ClassLoader known = type.getClassLoader();
		return (known != null) ? known : ClassLoader.getSystemClassLoader();
	}

	private static StepDefinitionException unreadable(String operation, String what, UnreadableClassException ex) {
		return new StepDefinitionException("Step '%s' (%s): the code of %s can't be read: %s. ".formatted(operation,
				what, ex.className(), ex.reason())
				+ "A change of it would go unnoticed and old results would be replayed. Make the class file "
				+ "available to the class loader, leave its package out of musubito.fingerprint.packages, or set "
				+ "musubito.fingerprint.code to 'method' or 'none' and change the step's version by hand.", ex);
	}

	private static CodeFingerprint reachable(StepCode step, CodeClosure closure) {
		if (step.pipeline()) {
			closure.steps().leaveOut(step.entry().owner());
		}
		closure.beans().bean(step.bean());
		if (!step.isOwnMethod()) {
			closure.beans().named(step.entry().owner());
		}
		step.data().forEach(closure::data);
		closure.call(step.entry());
		return closure.finish();
	}

	private static CodeFingerprint method(StepCode step, Selected entry, ClassFiles classFiles) {
		MethodShape shape = new MethodShape(classFiles);
		shape.method(entry);
		step.data().forEach(shape::data);
		return shape.finish();
	}

	private static Evidence evidence(ClassFileCache cache, ClassFiles classFiles, Set<String> named,
			Set<String> answers) {
		return new Evidence(cache.files(classFiles.consulted()).stream().map(Evidence.Consulted::of).toList(), named,
				answers);
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
