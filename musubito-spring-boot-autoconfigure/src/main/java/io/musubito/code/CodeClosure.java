package io.musubito.code;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.musubito.CodeLevel;
import io.musubito.code.ClassFiles.Selected;
import io.musubito.code.References.Call;
import io.musubito.code.References.FieldAccess;
import io.musubito.code.SymbolicClass.Use;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * All code of the application that a step may run, found by following what is known to
 * exist: a call of an overridable method leads to the implementations in classes of which
 * the code creates objects or which are injected (rapid type analysis, Bacon and Sweeney
 * 1996). Used once, by one thread.
 */
final class CodeClosure {

	/** A bean that is a function may be a tool, described by the classes of its values. */
	private static final Pattern FUNCTIONS = Pattern.compile("java/util/function/.*");

	private final ClassFiles files;

	private final Deque<Runnable> todo = new ArrayDeque<>();

	private final Map<MethodNode, Mode> methods = new HashMap<>();

	private final Map<String, Map<Call, Mode>> dynamicCalls = new HashMap<>();

	private final Set<String> lambdas = new HashSet<>();

	private final Set<String> mentioned = new HashSet<>();

	private final Set<String> live = new HashSet<>();

	private final Map<String, Set<String>> liveBySupertype = new HashMap<>();

	private final Set<String> initialised = new HashSet<>();

	private final Set<String> data = new HashSet<>();

	private final Map<String, Use> uses = new HashMap<>();

	private final ReachedBeans beans;

	private final Set<FieldAccess> reads = new HashSet<>();

	private final SortedMap<String, String> parts = new TreeMap<>();

	private final InspectedClasses inspected;

	private final BoundaryRecorder boundary = new BoundaryRecorder();

	private final DependencyRecorder dependencies;

	CodeClosure(ClassFiles files, InjectedBeans injected, ClassLoader loader) {
		this.files = files;
		this.inspected = new InspectedClasses(files, (name) -> this.todo.add(() -> inspect(name)));
		this.dependencies = new DependencyRecorder(files, this.boundary);
		this.beans = new ReachedBeans(injected, files, loader, this::bean);
	}

	/**
	 * The beans whose methods may be called.
	 */
	ReachedBeans beans() {
		return this.beans;
	}

	private void bean(BeanCode bean) {
		Method factoryMethod = bean.factoryMethod();
		if (factoryMethod != null) {
			factoryMethod(factoryMethod);
		}
		String name = Type.getInternalName(bean.type());
		// The classes of lambdas and of proxies have no class file. A lambda is part of
		// the method that it is written in, a proxy has no code of the application.
		if (bean.type().isHidden() || Proxy.isProxyClass(bean.type()) || !this.files.isApplication(name)) {
			return;
		}
		live(name);
		setUp(name);
		for (String type : this.files.supertypes(name)) {
			if (FUNCTIONS.matcher(type).matches()) {
				dataLater(DeclaredTypes.ofClass(name, this.files.get(name).node().signature));
			}
			if (this.files.isApplication(type)) {
				use(type, Use.BEAN);
				ProvidedBeans.find(this.files.get(type), this::provided);
				ProvidedBeans.names(this.files.get(type)).forEach(this.dependencies::namedBean);
			}
		}
	}

	private void use(String name, Use use) {
		this.uses.merge(name, use, (before, now) -> (before.compareTo(now) >= 0) ? before : now);
	}

	private void provided(String type) {
		this.dependencies.named(type);
		this.beans.named(type);
	}

	private void setUp(String name) {
		for (Selected method : this.files.entryPoints(name).setUp()) {
			method(method, FrameworkCalls.isPreparing(method.method()) ? Mode.PREPARING : Mode.RUNNING);
		}
	}

	/**
	 * A class whose objects are encoded, decoded or looked into.
	 */
	void data(String name) {
		if (!this.files.isApplication(name) || !this.data.add(name)) {
			return;
		}
		ClassCode code = this.files.get(name);
		use(name, Use.DATA);
		live(name);
		setUp(name);
		this.files.entryPoints(name).properties().forEach((method) -> method(method, Mode.RUNNING));
		dataLater(code.declaration(Use.DATA, this.files).references().reflected());
		dataLater(code.permitted());
		dataLater(code.parents());
	}

	/**
	 * A class whose objects somebody looks into who may call any method of it. What is in
	 * the fields of tools is for the tools only.
	 */
	private void inspect(String name) {
		ClassCode code = this.files.get(name);
		if (code.isLocal()) {
			return;
		}
		live(name);
		this.files.own(name)
			.forEach((method) -> method(method,
					FrameworkCalls.isPreparing(method.method()) ? Mode.PREPARING : Mode.RUNNING));
		if (FrameworkCalls.hasTools(code)) {
			use(name, Use.DATA);
			return;
		}
		data(name);
		CodePart declaration = code.declaration(Use.DATA, this.files);
		declaration.references().reflected().forEach(this.inspected::handed);
		code.permitted().forEach(this.inspected::handed);
	}

	private void dataLater(Collection<String> names) {
		for (String name : names) {
			if (!DeclaredTypes.isVariable(name) && this.files.isApplication(name)) {
				this.todo.add(() -> data(name));
			}
		}
	}

	/**
	 * A class of which any method may be called, as bean or otherwise.
	 */
	CodeClosure whole(String name) {
		this.beans.named(name);
		this.files.own(name)
			.forEach((method) -> method(method,
					FrameworkCalls.isPreparing(method.method()) ? Mode.PREPARING : Mode.RUNNING));
		return this;
	}

	/**
	 * A call that runs the code of the step.
	 */
	void call(Call call) {
		call(call, Mode.RUNNING, MethodName.of(call));
	}

	private void call(Call call, Mode mode, String caller) {
		if (call.owner().startsWith("[")) {
			return;
		}
		boolean ours = this.files.isApplication(call.owner());
		Selected selected = (ours) ? this.files.select(call.owner(), call.name(), call.descriptor()).orElse(null) : null;
		if (selected == null) {
			Call library = this.files.libraryCall(call);
			this.boundary.external(library);
			if (ours) {
				this.dependencies.inherited(caller, library, mode);
			}
			return;
		}
		method(selected, mode);
		if ((selected.method().access & Opcodes.ACC_STATIC) != 0) {
			initialised(selected.owner().name());
		}
		if (call.dynamic() && selected.isDynamic() && isNews(this.dynamicCalls, call, mode)) {
			Set<String> receivers = this.liveBySupertype.getOrDefault(call.owner(), Set.of());
			List.copyOf(receivers).forEach((type) -> select(type, call, mode));
		}
	}

	private static boolean isNews(Map<String, Map<Call, Mode>> calls, Call call, Mode mode) {
		return isNews(calls.computeIfAbsent(call.owner(), (key) -> new HashMap<>()), call, mode);
	}

	private static <K> boolean isNews(Map<K, Mode> known, K key, Mode mode) {
		Mode before = known.get(key);
		if (before != null && before.compareTo(mode) >= 0) {
			return false;
		}
		known.put(key, mode);
		return true;
	}

	private void method(Selected selected, Mode mode) {
		method(selected.owner(), selected.method(), mode);
	}

	private void method(ClassCode owner, MethodNode method, Mode mode) {
		if (owner.isLocal() || !isNews(this.methods, method, mode)) {
			return;
		}
		CodePart part = owner.part(method, this.files);
		if ((method.access & Opcodes.ACC_BRIDGE) == 0) {
			this.parts.put(part.name(), part.hash());
		}
		mention(owner.name());
		this.todo.add(() -> {
			follow(part.name(), part.references(), mode);
			follow(part.name(), part.later(), Mode.RUNNING);
		});
	}

	/**
	 * Follows everything to its end.
	 * @return the fingerprint of all that was reached
	 */
	CodeFingerprint finish() {
		while (!this.todo.isEmpty()) {
			this.todo.remove().run();
		}
		for (String name : this.mentioned) {
			CodePart declaration = this.files.get(name).declaration(this.uses.getOrDefault(name, Use.OTHER), this.files);
			this.parts.put(declaration.name(), declaration.hash());
		}
		this.dynamicCalls.values()
			.stream()
			.flatMap((calls) -> calls.keySet().stream())
			.filter(this::isUnresolved)
			.forEach(this.boundary::unresolved);
		return CodeFingerprint.of(CodeLevel.REACHABLE, Collections.unmodifiableSortedMap(this.parts),
				this.boundary.toBoundary(), this.dependencies.toDependencies(covered(), this.inspected.classes()));
	}

	private Set<String> covered() {
		Set<String> covered = new HashSet<>(this.live);
		covered.addAll(this.data);
		return covered;
	}

	private void follow(String method, References references, Mode mode) {
		this.dependencies.note(method, references, mode);
		this.lambdas.addAll(references.lambdas());
		references.mentioned().forEach(this::mention);
		references.created().forEach((name) -> {
			live(name);
			initialised(name);
		});
		references.reads().forEach(this::read);
		references.handed().forEach(this.inspected::handed);
		references.bindings().forEach(this.inspected::bound);
		references.calls().forEach((call) -> call(call, mode.of(references.receiver(call)), method));
		for (String name : references.reflected()) {
			data(name);
			this.beans.named(name);
			this.dependencies.named(name);
		}
	}

	private void factoryMethod(Method method) {
		String owner = Type.getInternalName(method.getDeclaringClass());
		if (this.files.isApplication(owner)) {
			Call call = new Call(owner, method.getName(), Type.getMethodDescriptor(method), false);
			call(call, Mode.PREPARING, MethodName.of(call));
			MethodNode code = this.files.get(owner).method(call.name(), call.descriptor());
			if (code != null && FUNCTIONS.matcher(Type.getReturnType(code.desc).getInternalName()).matches()) {
				dataLater(this.files.get(owner).declared(code).result());
			}
		}
	}

	private void live(String name) {
		if (!this.files.isApplication(name) || !this.live.add(name)) {
			return;
		}
		mention(name);
		this.inspected.live(name);
		for (String supertype : this.files.supertypes(name)) {
			this.liveBySupertype.computeIfAbsent(supertype, (key) -> new LinkedHashSet<>()).add(name);
			Map.copyOf(this.dynamicCalls.getOrDefault(supertype, Map.of()))
				.forEach((call, mode) -> select(name, call, mode));
		}
		EntryPoints entryPoints = this.files.entryPoints(name);
		entryPoints.callbacks().forEach((method) -> method(method, Mode.RUNNING));
		entryPoints.prepared().forEach((method) -> method(method, Mode.PREPARING));
	}

	private void select(String owner, Call call, Mode mode) {
		this.files.select(owner, call.name(), call.descriptor()).ifPresent((method) -> method(method, mode));
	}

	private void mention(String name) {
		ClassCode code = (!this.mentioned.contains(name) && this.files.isApplication(name)) ? this.files.get(name)
				: null;
		if (code == null || code.isLocal() || !this.mentioned.add(name)) {
			return;
		}
		code.parents().forEach(this::mention);
		if (code.isRecord()) {
			code.declaration(Use.OTHER, this.files).references().reflected().forEach(this::data);
		}
		if (code.isEnum()) {
			initialiser(code);
		}
	}

	private void read(FieldAccess access) {
		if (!this.reads.add(access)) {
			return;
		}
		for (String type : this.files.supertypes(access.owner())) {
			ClassCode code = (this.files.isApplication(type)) ? this.files.get(type) : null;
			FieldNode field = (code != null) ? code.field(access.name()) : null;
			if (code != null && field != null) {
				mention(type);
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
				.forEach((method) -> method(member, method, Mode.PREPARING)));
	}

	/**
	 * A static initialiser counts where a static field is read, and wherever it runs when
	 * it reaches out of its class: {@code Registry.register(new Rule())}.
	 */
	private void initialised(String name) {
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
				method(code, initialiser, Mode.PREPARING);
			}
		}
	}

	private void initialiser(ClassCode code) {
		MethodNode initialiser = code.method("<clinit>", "()V");
		if (initialiser != null) {
			method(code, initialiser, Mode.PREPARING);
		}
	}

	private boolean isUnresolved(Call call) {
		Set<String> receivers = this.liveBySupertype.getOrDefault(call.owner(), Set.of());
		return Stream.concat(Stream.of(call.owner()), receivers.stream())
			.allMatch((type) -> this.files.select(type, call.name(), call.descriptor())
				.filter((selected) -> !selected.isAbstract())
				.isEmpty())
				&& this.lambdas.stream().noneMatch((type) -> this.files.supertypes(type).contains(call.owner()));
	}

}
