package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.execution.DefinitionChanges;
import io.musubito.execution.StepOverrides;
import io.musubito.execution.StepRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The step methods of all beans. At startup every one of them is examined, so that a
 * mistake in a declaration fails the start and not the first call.
 */
public final class StepMethods implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StepMethods.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final StepMethodFactory factory;

	private final StepRegistry registry;

	private final StepOverrides overrides;

	private final StepCodes codes;

	private final StepAdvisingPostProcessor postProcessor;

	private final DefinitionChanges changes;

	private final ConcurrentMap<BeanMethod, StepMethod> methods = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, BeanMethod> owners = new ConcurrentHashMap<>();

	public StepMethods(ConfigurableListableBeanFactory beanFactory, StepMethodFactory factory, StepRegistry registry,
			StepOverrides overrides, StepCodes codes, StepAdvisingPostProcessor postProcessor,
			DefinitionChanges changes) {
		this.beanFactory = beanFactory;
		this.factory = factory;
		this.registry = registry;
		this.overrides = overrides;
		this.codes = codes;
		this.postProcessor = postProcessor;
		this.changes = changes;
	}

	/**
	 * The step of a method.
	 * @param beanName the bean
	 * @param targetClass the class of the bean
	 * @param called the method, possibly as its interface declares it
	 * @return the step
	 */
	StepMethod get(String beanName, Class<?> targetClass, Method called) {
		return get(beanName, targetClass, called, this::targetClasses);
	}

	private StepMethod get(String beanName, Class<?> targetClass, Method called,
			Supplier<Map<String, Class<?>>> targetClasses) {
		// The class of a proxy has another name in each process: its interface counts
		boolean proxy = Proxy.isProxyClass(targetClass);
		Class<?> owner = proxy ? called.getDeclaringClass() : targetClass;
		Method method = proxy ? called : AopUtils.getMostSpecificMethod(called, targetClass);
		return this.methods.computeIfAbsent(new BeanMethod(beanName, method),
				(key) -> create(key, owner, Collections.frequency(targetClasses.get().values(), targetClass) > 1));
	}

	private StepMethod create(BeanMethod key, Class<?> owner, boolean oneOfSeveral) {
		StepMethod created = this.factory.create(key.originalBeanName(), owner, key.method(), oneOfSeveral);
		StepDefinition definition = created.step().definition();
		BeanMethod other = this.owners.putIfAbsent(definition.operation(), key);
		if (other != null && !other.isDeclarationOf(key, owner)) {
			throw new StepDefinitionException("Two steps have the name '" + definition.operation() + "': " + other
					+ " and " + key + ". Their results would be taken for each other's. Give one of them another name.",
					null);
		}
		this.owners.put(definition.operation(), key);
		this.registry.registerAnnotated(created.step());
		return created;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, Class<?>> targetClasses = targetClasses();
		for (Map.Entry<String, Class<?>> entry : targetClasses.entrySet()) {
			String beanName = entry.getKey();
			Class<?> targetClass = entry.getValue();
			if (!AnnotatedSteps.isPresent(targetClass)) {
				continue;
			}
			Object created = created(beanName);
			AnnotatedSteps.checkInterceptable(beanName, targetClass,
					(created != null) ? created.getClass() : targetClass);
			if (created != null && !this.postProcessor.advises(beanName)) {
				throw new StepDefinitionException("The steps of bean '" + beanName + "' (" + targetClass.getName()
						+ ") would have no effect: the bean was created before Musubito could wrap it, probably because "
						+ "a BeanPostProcessor or BeanFactoryPostProcessor needs it. Don't let those depend on beans "
						+ "with steps, or inject it there with @Lazy.", null);
			}
			AnnotatedSteps.in(targetClass)
				.keySet()
				.forEach((method) -> get(beanName, targetClass, method, () -> targetClasses));
		}
		checkOverrides(this.owners.keySet());
		fingerprintCode();
		this.changes.report(this.methods.values().stream().map(StepMethod::step).toList());
	}

	private void fingerprintCode() {
		long started = System.nanoTime();
		int parts = this.methods.values()
			.parallelStream()
			.mapToInt((method) -> method.step().code().get().parts().size())
			.sum();
		this.codes.forgetClassFiles();
		if (parts > 0) {
			logger.info("Read the code of " + this.methods.size() + " steps, " + parts + " methods and classes, in "
					+ Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms");
		}
	}

	private @Nullable Class<?> targetClass(String beanName) {
		boolean scopedProxy = this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
		if (scopedProxy || this.beanFactory.getBeanDefinition(beanName).isAbstract()) {
			return null;
		}
		Object created = created(beanName);
		Class<?> type = (created != null) ? AopUtils.getTargetClass(created)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private @Nullable Object created(String beanName) {
		Object singleton = this.beanFactory.getSingleton(beanName);
		return (singleton instanceof FactoryBean) ? null : singleton;
	}

	private Map<String, Class<?>> targetClasses() {
		Map<String, Class<?>> targetClasses = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> targetClass = targetClass(beanName);
			if (targetClass != null) {
				targetClasses.put(beanName, targetClass);
			}
		}
		return targetClasses;
	}

	private void checkOverrides(Collection<String> operations) {
		for (String operation : this.overrides.byOperation().keySet()) {
			if (!operations.contains(operation)) {
				throw new StepDefinitionException("The configuration has 'musubito.steps." + operation
						+ "', but there is no such step. " + Nearest.suggest(operation, operations)
						+ " A name with dots or '#' is written in brackets: musubito.steps[com.acme.Writer#draft]. "
						+ "The steps of a bean that is created later are known when its @Bean method declares its "
						+ "class.", null);
			}
		}
	}

	private record BeanMethod(String beanName, Method method) {

		/**
		 * Whether this is what was known of the other before its bean was created: the
		 * method as the declared type of the bean has it.
		 */
		boolean isDeclarationOf(BeanMethod other, Class<?> owner) {
			return this.beanName.equals(other.beanName)
					&& AopUtils.getMostSpecificMethod(this.method, owner).equals(other.method);
		}

		String originalBeanName() {
			return ScopedProxyUtils.isScopedTarget(this.beanName) ? ScopedProxyUtils.getOriginalBeanName(this.beanName)
					: this.beanName;
		}

		@Override
		public String toString() {
			return "method " + this.method.getName() + " of bean '" + originalBeanName() + "'";
		}

	}

}
