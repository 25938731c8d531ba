package io.musubito.aop;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.MusubitoStep;
import io.musubito.code.Mocks;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.TestDoubles;
import io.musubito.run.PipelineRunner;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.SmartClassLoader;
import org.springframework.util.ClassUtils;

/**
 * Advises beans that have step or pipeline methods. The advice goes outside of everything
 * but {@code @Async} and authorization: a step includes its retries and its transaction,
 * and a replay opens none.
 */
final class StepAdvisingPostProcessor extends ProxyProcessorSupport implements BeanPostProcessor, BeanFactoryAware {

	private final Supplier<StepMethods> stepMethods;

	private final Supplier<StepExecutor> executor;

	private final Supplier<PipelineMethods> pipelineMethods;

	private final Supplier<PipelineRunner> pipelineRunner;

	private final Supplier<TestDoubles> doubles;

	private final Runnable firstUse;

	private final Set<String> advisedBeans = ConcurrentHashMap.newKeySet();

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	/**
	 * Creates the post-processor.
	 * @param stepMethods asked when a step is first called
	 * @param executor asked when a step is called
	 * @param pipelineMethods asked when a pipeline is first called
	 * @param pipelineRunner asked when a pipeline is called
	 * @param doubles told of mocks
	 * @param firstUse run when there is a step, which will need the store
	 */
	StepAdvisingPostProcessor(Supplier<StepMethods> stepMethods, Supplier<StepExecutor> executor,
			Supplier<PipelineMethods> pipelineMethods, Supplier<PipelineRunner> pipelineRunner,
			Supplier<TestDoubles> doubles, Runnable firstUse) {
		this.stepMethods = stepMethods;
		this.executor = executor;
		this.pipelineMethods = pipelineMethods;
		this.pipelineRunner = pipelineRunner;
		this.doubles = doubles;
		this.firstUse = firstUse;
		setOrder(Ordered.LOWEST_PRECEDENCE);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> targetClass = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		if (bean instanceof AopInfrastructureBean || (Mocks.isMock(bean) && this.doubles.get().isDouble(bean))) {
			return bean;
		}
		Object advised = bean;
		if (AnnotatedMethods.STEPS.isPresent(targetClass)) {
			AnnotatedMethods.STEPS.checkInterceptable(beanName, targetClass, bean.getClass());
			this.firstUse.run();
			advised = advise(advised, beanName, new DefaultPointcutAdvisor(new StepPointcut(),
					new StepInterceptor(beanName, targetClass, this.stepMethods, this.executor)));
			adviseTransactionalEffects(advised, targetClass);
		}
		if (AnnotatedMethods.PIPELINES.isPresent(targetClass)) {
			AnnotatedMethods.PIPELINES.checkInterceptable(beanName, targetClass, bean.getClass());
			advised = advise(advised, beanName, new DefaultPointcutAdvisor(new PipelinePointcut(),
					new PipelineInterceptor(beanName, targetClass, this.pipelineMethods, this.pipelineRunner)));
		}
		return advised;
	}

	private Object advise(Object bean, String beanName, Advisor advisor) {
		this.advisedBeans.add(beanName);
		if (bean instanceof Advised advised && !advised.isFrozen()) {
			AdviceOrder.add(advised, advisor);
			return bean;
		}
		return proxy(bean, beanName, advisor);
	}

	/**
	 * Goes inside of all other advice, where the transaction of a transactional effect
	 * has begun.
	 */
	private static void adviseTransactionalEffects(Object advisedBean, Class<?> targetClass) {
		if (advisedBean instanceof Advised advised
				&& AnnotatedMethods.STEPS.in(targetClass).values().stream().anyMatch(MusubitoStep::transactional)) {
			advised.addAdvisor(new DefaultPointcutAdvisor(new TransactionalEffectPointcut(),
					new TransactionalEffectInterceptor()));
		}
	}

	/**
	 * Whether the steps and pipelines of a bean are advised. Asked here and not of the
	 * bean, which others may have wrapped since.
	 */
	boolean advises(String beanName) {
		return this.advisedBeans.contains(beanName);
	}

	/**
	 * Whether a bean is one that a test has put there: what is called on it goes to it,
	 * and none of its methods is a step or a pipeline. One that a test class names is
	 * given to the container as it is, so that it is not advised.
	 */
	boolean leavesAlone(String beanName, Object bean) {
		return this.doubles.get().isDouble(bean) || (!advises(beanName) && this.doubles.get().hasOverrides());
	}

	/**
	 * Whether steps and pipelines may be missing, because a test has replaced their
	 * beans.
	 */
	boolean mayMissBeans() {
		return this.doubles.get().arePresent();
	}

	private @Nullable ClassLoader proxyClassLoader(Class<?> beanClass) {
		ClassLoader classLoader = getProxyClassLoader();
		// That of DevTools is not the one that has the classes of libraries
		return (classLoader instanceof SmartClassLoader smart && classLoader != beanClass.getClassLoader())
				? smart.getOriginalClassLoader() : classLoader;
	}

	private Object proxy(Object bean, String beanName, Advisor advisor) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTarget(bean);
		if (Proxy.isProxyClass(bean.getClass())) {
			evaluateProxyInterfaces(bean.getClass(), factory);
		}
		else {
			factory.setProxyTargetClass(true);
		}
		factory.addAdvisor(advisor);
		if (this.beanFactory != null && this.beanFactory.containsBeanDefinition(beanName)) {
			this.beanFactory.getBeanDefinition(beanName)
				.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, bean.getClass());
		}
		return factory.getProxy(proxyClassLoader(bean.getClass()));
	}

}
