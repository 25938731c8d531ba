package io.musubito.code;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.CodeLevel;
import io.musubito.code.ClassFiles.Selected;
import io.musubito.code.SymbolicClass.Use;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * All code of the application that a step or a pipeline may run, found by following what
 * is known to exist: a call of an overridable method leads to the implementations in
 * classes of which the code creates objects or which are injected. Used once, by one
 * thread.
 */
final class CodeClosure {

	private final ClassFiles files;

	private final Deque<Runnable> todo = new ArrayDeque<>();

	private final Map<MethodNode, Mode> methods = new HashMap<>();

	private final Dispatch dispatch;

	private final FieldCode fields;

	private final Set<String> mentioned = new HashSet<>();

	private final Set<String> live = new HashSet<>();

	private final Set<String> data = new HashSet<>();

	private final Set<String> bodies = new HashSet<>();

	private final Map<String, Use> uses = new HashMap<>();

	private final ReachedBeans beans;

	private final SortedMap<String, String> parts = new TreeMap<>();

	private final InspectedClasses inspected;

	private final BoundaryRecorder boundary = new BoundaryRecorder();

	private final DependencyRecorder dependencies;

	private final CalledSteps steps;

	private @Nullable Call entry;

	CodeClosure(ClassFiles files, InjectedBeans injected, ClassLoader loader) {
		this.files = files;
		this.steps = new CalledSteps(files);
		this.dispatch = new Dispatch(files, this::dispatched);
		this.fields = new FieldCode(files, this::method, this::mention);
		this.inspected = new InspectedClasses(files, (name) -> this.todo.add(() -> inspect(name)));
		this.dependencies = new DependencyRecorder(files, this.boundary);
		BeanEntries entries = new BeanEntries(this, files, this.dependencies);
		this.beans = new ReachedBeans(injected, files, loader, entries::bean, entries::listening);
	}

	/**
	 * The beans whose methods may be called.
	 */
	ReachedBeans beans() {
		return this.beans;
	}

	/**
	 * The steps that the code calls.
	 */
	CalledSteps steps() {
		return this.steps;
	}

	void use(String name, Use use) {
		this.uses.merge(name, use, (before, now) -> (before.compareTo(now) >= 0) ? before : now);
	}

	void provided(String type) {
		this.dependencies.named(type);
		this.beans.named(type);
	}

	void setUp(String name) {
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

	void dataLater(Collection<String> names) {
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
		this.files.own(name).forEach((method) -> method(method, Mode.whenever(method.method())));
		return this;
	}

	/**
	 * A call that runs the code of the step.
	 */
	void call(Call call) {
		this.entry = call;
		call(call, Mode.RUNNING, MethodName.of(call));
	}

	void call(Call call, Mode mode, String caller) {
		if (call.owner().startsWith("[")) {
			return;
		}
		boolean ours = this.files.isApplication(call.owner());
		Selected selected = (ours) ? this.files.select(call.owner(), call.name(), call.descriptor()).orElse(null)
				: null;
		if (selected == null) {
			Call library = this.files.libraryCall(call);
			this.boundary.external(library);
			this.dependencies.called(caller, library, mode);
			if (ours) {
				this.dependencies.inherited(caller, library, mode);
			}
			return;
		}
		method(selected, mode);
		secured(call, selected, mode, caller);
		if ((selected.method().access & Opcodes.ACC_STATIC) != 0) {
			this.fields.initialised(selected.owner().name());
		}
		if (call.dynamic() && selected.isDynamic()) {
			this.dispatch.call(call, mode);
		}
	}

	/**
	 * Around the step itself security acts on replays too.
	 */
	private void secured(Call call, Selected selected, Mode mode, String caller) {
		boolean own = this.entry != null && call.owner().equals(this.entry.owner());
		if (mode != Mode.PREPARING && !call.equals(this.entry) && SecuredMethods.has(selected, own, this.files)) {
			this.dependencies.note(caller, Asked.ambient(Ambient.PRINCIPAL), true);
		}
	}

	private void dispatched(Call call, Selected selected, Mode mode) {
		method(selected, mode);
		secured(call, selected, mode, MethodName.of(call));
	}

	void method(Selected selected, Mode mode) {
		method(selected.owner(), selected.method(), mode);
	}

	private void method(ClassCode owner, MethodNode method, Mode mode) {
		if (owner.isLocal() || this.steps.leaves(owner, method, () -> method(owner, method, mode))
				|| !Mode.isNews(this.methods, method, mode)) {
			return;
		}
		CodePart part = owner.part(method, this.files);
		if ((method.access & Opcodes.ACC_BRIDGE) == 0) {
			this.parts.put(part.name(), part.hash());
		}
		mention(owner.name());
		FrameworkCalls.named(owner, method).forEach((other) -> method(owner, other, mode));
		this.todo.add(() -> {
			this.steps.made(method, part.references().created());
			this.steps.made(method, part.later().created());
			follow(part.name(), part.references(), mode);
			follow(part.name(), part.later(), FrameworkCalls.makesRunner(method) ? mode : Mode.RUNNING);
		});
	}

	/**
	 * Follows everything to its end.
	 * @return the fingerprint of all that was reached
	 */
	CodeFingerprint finish() {
		do {
			while (!this.todo.isEmpty()) {
				this.todo.remove().run();
			}
		}
		while (this.steps.follow());
		for (String name : this.mentioned) {
			CodePart declaration = this.files.get(name)
				.declaration(this.uses.getOrDefault(name, Use.OTHER), this.files);
			this.parts.put(declaration.name(), declaration.hash());
		}
		this.dispatch.unresolved().forEach(this.boundary::unresolved);
		this.beans.otherListeners()
			.forEach(
					(name) -> this.boundary.surroundings("the listener " + name + ", which is no bean of the context"));
		return CodeFingerprint.of(CodeLevel.REACHABLE, Collections.unmodifiableSortedMap(this.parts),
				this.boundary.toBoundary(), this.dependencies.toDependencies(covered(), this.inspected.classes()));
	}

	private Set<String> covered() {
		Set<String> covered = new HashSet<>(this.live);
		covered.addAll(this.data);
		covered.addAll(this.bodies);
		return covered;
	}

	private void follow(String method, References references, Mode mode) {
		this.dependencies.note(method, references, mode);
		this.dispatch.lambdas(references.lambdas());
		this.bodies.addAll(references.bodies());
		references.mentioned().forEach(this::mention);
		references.created().forEach((name) -> {
			live(name);
			this.fields.initialised(name);
		});
		references.asked()
			.stream()
			.filter((asked) -> asked.kind() == Asked.Kind.BEAN)
			.forEach((asked) -> this.beans.named(asked.what()));
		if (mode != Mode.PREPARING) {
			references.asked()
				.stream()
				.filter((asked) -> asked.kind() == Asked.Kind.EVENT)
				.forEach((asked) -> this.beans.event(asked.what()));
		}
		references.reads().forEach(this.fields::read);
		references.handed().forEach(this.inspected::handed);
		references.bindings().forEach(this.inspected::bound);
		references.calls().forEach((call) -> call(call, mode.of(references.receiver(call)), method));
		for (String name : references.reflected()) {
			data(name);
			this.beans.named(name);
			this.dependencies.named(name);
		}
	}

	void live(String name) {
		if (!this.files.isApplication(name) || !this.live.add(name)) {
			return;
		}
		mention(name);
		this.inspected.live(name);
		this.dispatch.live(name);
		EntryPoints entryPoints = this.files.entryPoints(name);
		entryPoints.callbacks().forEach((method) -> method(method, Mode.RUNNING));
		entryPoints.prepared().forEach((method) -> method(method, Mode.PREPARING));
	}

	private void mention(String name) {
		ClassCode code = (!this.mentioned.contains(name) && this.files.isApplication(name)) ? this.files.get(name)
				: null;
		if (code == null || code.isLocal() || !this.mentioned.add(name)) {
			return;
		}
		code.parents().forEach(this::mention);
		SymbolicAnnotations.types(code).forEach(this::mention);
		if (code.isRecord() || code.isAnnotation()) {
			code.declaration(Use.OTHER, this.files).references().reflected().forEach(this::data);
		}
		if (code.isEnum()) {
			this.fields.initialiser(code);
		}
	}

}
