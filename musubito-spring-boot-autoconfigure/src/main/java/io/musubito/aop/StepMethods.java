package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;

import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StoreException;
import io.musubito.execution.CallerState;
import io.musubito.execution.Surroundings;
import io.musubito.step.Boundaries;
import io.musubito.step.EffectPolicy;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The step methods of all beans. At startup every one of them is examined, so that a
 * mistake in a declaration fails the start and not the first call.
 */
final class StepMethods implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StepMethods.class);

	private final AnnotatedBeans beans;

	private final StepMethodFactory factory;

	private final StepRegistry registry;

	private final StepCodes codes;

	private final StepStates states;

	private final Surroundings surroundings;

	private final StepAdvisingPostProcessor postProcessor;

	private final StartReport report;

	private final Boundaries boundaries;

	private final UndeclaredModelSteps undeclared;

	private final UnknownOverrides unknownOverrides;

	private final ConcurrentMap<BeanMethod, StepMethod> methods = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, BeanMethod> owners = new ConcurrentHashMap<>();

	StepMethods(ConfigurableListableBeanFactory beanFactory, StepMethodFactory factory, StepRegistry registry,
			StepCodes codes, StepStates states, StepAdvisingPostProcessor postProcessor, Surroundings surroundings,
			StartReport report, Boundaries boundaries, UndeclaredModelSteps undeclared,
			UnknownOverrides unknownOverrides) {
		this.beans = new AnnotatedBeans(beanFactory, postProcessor);
		this.factory = factory;
		this.registry = registry;
		this.codes = codes;
		this.states = states;
		this.surroundings = surroundings;
		this.postProcessor = postProcessor;
		this.report = report;
		this.boundaries = boundaries;
		this.undeclared = undeclared;
		this.unknownOverrides = unknownOverrides;
	}

	/**
	 * The step of a method.
	 * @param beanName the bean
	 * @param targetClass the class of the bean
	 * @param called the method, possibly as its interface declares it
	 * @return the step
	 */
	StepMethod get(String beanName, Class<?> targetClass, Method called) {
		return get(beanName, targetClass, called, () -> this.beans.isOneOfSeveral(targetClass));
	}

	/**
	 * The method of a step.
	 * @param operation the step
	 * @return the method; {@code null} when there is no such step
	 */
	@Nullable BeanMethod find(String operation) {
		return this.owners.get(operation);
	}

	StepMethod get(BeanMethod known) {
		return Objects.requireNonNull(this.methods.get(known));
	}

	private StepMethod get(String beanName, Class<?> targetClass, Method called, BooleanSupplier oneOfSeveral) {
		// The class of a proxy has another name in each process: its interface counts
		boolean proxy = Proxy.isProxyClass(targetClass);
		Class<?> owner = proxy ? called.getDeclaringClass() : targetClass;
		Method method = proxy ? called : AopUtils.getMostSpecificMethod(called, targetClass);
		return this.methods.computeIfAbsent(new BeanMethod(beanName, method),
				(key) -> create(key, owner, oneOfSeveral.getAsBoolean()));
	}

	private StepMethod create(BeanMethod key, Class<?> owner, boolean oneOfSeveral) {
		StepMethod created = this.factory.create(key.originalBeanName(), owner, key.method(), oneOfSeveral,
				this.beans.typeVariables(key.originalBeanName(), owner));
		StepDefinition definition = created.step().definition();
		BeanMethod other = this.owners.putIfAbsent(definition.operation(), key);
		if (other != null && !other.isDeclarationOf(key, owner)) {
			throw new StepDefinitionException("Two steps have the name '" + definition.operation() + "': " + other
					+ " and " + key + ". Their results would be taken for each other's. "
					+ AnnotatedMethods.STEPS.remedyForSameName("name = ", other.method(), key.method()), null);
		}
		this.owners.put(definition.operation(), key);
		this.registry.registerAnnotated(created.step());
		return created;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beans.forEach(AnnotatedMethods.STEPS, (beanName, targetClass, method, oneOfSeveral) -> get(beanName,
				targetClass, method, () -> oneOfSeveral));
		Set<String> operations = new HashSet<>(this.owners.keySet());
		operations.addAll(this.registry.adapted());
		if (!this.postProcessor.mayMissBeans()) {
			this.unknownOverrides.check(operations);
		}
		fingerprintCode();
		refuseCallers();
		prepareEffects();
		List<Step> steps = this.methods.values().stream().map(StepMethod::step).toList();
		this.boundaries.report(steps);
		this.surroundings.report(steps);
		this.undeclared.report(this.methods.values());
		this.report.log(steps, this.registry.adapted().size());
	}

	private void prepareEffects() {
		for (StepMethod method : this.methods.values()) {
			EffectPolicy effect = method.step().effect();
			try {
				if (effect != null) {
					effect.keys().prepare();
				}
			}
			catch (StoreException ex) {
				logger.warn("By which names the parameters of effect '" + method.step().definition().operation()
						+ "' count can't be read. It is not performed as long as that is so.", ex);
			}
		}
	}

	private void fingerprintCode() {
		long started = System.nanoTime();
		int parts = this.methods.values()
			.parallelStream()
			.mapToInt((method) -> method.step().code().get().parts().size())
			.sum();
		int takenOver = this.codes.takenOver();
		this.codes.remember();
		if (parts > 0) {
			logger.debug("Read the code of " + this.methods.size() + " steps, " + parts + " methods and classes, in "
					+ Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms; that of " + takenOver
					+ " steps is as at the last start");
		}
	}

	/**
	 * Also where nobody needs to be told: what is read for it is what the boundary says.
	 */
	private void refuseCallers() {
		boolean contributed = this.states.hasContributors();
		for (StepMethod method : this.methods.values()) {
			Set<String> callers = method.step().state().atStartup().callers();
			if (!callers.isEmpty() && !contributed) {
				throw CallerState.refused(method.step().definition().operation(), callers,
						"and there is no IdentityContributor");
			}
		}
	}

}
