package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.code.Ambient;
import io.musubito.code.CodeDependencies;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.Libraries;
import io.musubito.execution.Surroundings;
import io.musubito.identity.StepConfigurations;
import io.musubito.run.PipelineDefinition;
import io.musubito.state.State;
import io.musubito.step.StepDefinitions;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.function.SingletonSupplier;

/**
 * A pipeline that is a method of a bean. That something of it can't be told fails neither
 * the start nor a run: it only can't be foreseen then what a run will do.
 */
final class BeanPipeline implements PipelineDefinition {

	private static final Log logger = LogFactory.getLog(BeanPipeline.class);

	private final String name;

	private final Supplier<CodeFingerprint> code;

	private final BeanState state;

	private final StepConfigurations configurations;

	private final Libraries libraries;

	private final NodeStore nodes;

	private final StepDefinitions steps;

	private final SingletonSupplier<Boolean> remembered = SingletonSupplier.of(this::remember);

	BeanPipeline(String name, String beanName, Method method, Class<?> targetClass, Supplier<CodeFingerprint> code,
			StepStates states, StepConfigurations configurations, Libraries libraries, NodeStore nodes,
			StepDefinitions steps) {
		this.name = name;
		this.code = SingletonSupplier.of(() -> orNone(code));
		this.state = states.of(name, beanName, method, targetClass, this.code);
		this.configurations = configurations;
		this.libraries = libraries;
		this.nodes = nodes;
		this.steps = steps;
	}

	private CodeFingerprint orNone(Supplier<CodeFingerprint> known) {
		try {
			return known.get();
		}
		catch (RuntimeException ex) {
			logger.debug("The code of pipeline '" + this.name + "' is not known", ex);
			return CodeFingerprint.none();
		}
	}

	@Override
	public SortedMap<String, String> components() {
		SortedMap<String, String> components = new TreeMap<>();
		CodeFingerprint known = code();
		try {
			if (!this.steps.all().isEmpty()) {
				this.remembered.obtain();
			}
			State held = this.state.current();
			if (held != null) {
				components.putAll(held.entries());
			}
			else {
				components.put(UNKNOWN, "what its bean holds, which is another one for each caller");
			}
			CodeDependencies dependencies = known.dependencies();
			components.putAll(this.configurations.ofCode(dependencies.properties()).current());
			components.putAll(this.libraries.components(known));
			addAround(dependencies.ambient(), components);
			if (known.parts().isEmpty() || known.level() != CodeLevel.REACHABLE) {
				components.put(UNKNOWN, "its code, which is not followed");
			}
		}
		catch (RuntimeException ex) {
			logger.debug("It can't be told what pipeline '" + this.name + "' reads", ex);
			components.put(UNKNOWN, "what it reads, which can't be told: " + ex.getMessage());
		}
		components.put("code", known.hash());
		return Collections.unmodifiableSortedMap(components);
	}

	private static void addAround(Set<Ambient> ambient, SortedMap<String, String> components) {
		for (Ambient asked : ambient) {
			String name = asked.name().toLowerCase(Locale.ROOT).replace('_', ' ');
			if (asked.isOfProcess()) {
				components.put(name, Surroundings.ofProcess(asked));
			}
			else {
				components.put(UNKNOWN, "the " + name + " of the caller");
			}
		}
	}

	/**
	 * So that it can be told later which method has changed. Without steps there is no
	 * store to write to.
	 */
	private boolean remember() {
		CodeFingerprint known = code();
		this.nodes.rememberCode(new RecordedCode(known.hash(), known.level(), known.parts(), known.boundary()));
		return true;
	}

	@Override
	public CodeFingerprint code() {
		return this.code.get();
	}

	@Override
	public CodeBoundary boundary() {
		return this.state.atStartup().boundary(code().boundary());
	}

}
