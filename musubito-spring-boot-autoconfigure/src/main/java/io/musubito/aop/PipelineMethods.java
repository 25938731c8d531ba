package io.musubito.aop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;

import io.musubito.MusubitoPipeline;
import io.musubito.StepDefinitionException;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.Libraries;
import io.musubito.identity.StepConfigurations;
import io.musubito.run.Pipeline;
import io.musubito.run.Pipelines;
import io.musubito.step.StepDefinitions;
import io.musubito.store.NodeStore;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * The pipeline methods of all beans. At startup every one of them is examined, so that a
 * mistake in a declaration fails the start and not the first call.
 */
final class PipelineMethods implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ArtifactCodec codec;

	private final CanonicalEncoder encoder;

	private final Pipelines pipelines;

	private final StepCodes codes;

	private final StepStates states;

	private final StepConfigurations configurations;

	private final Libraries libraries;

	private final NodeStore nodes;

	private final StepDefinitions steps;

	private final AnnotatedBeans beans;

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final ConcurrentMap<BeanMethod, Pipeline> methods = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, BeanMethod> owners = new ConcurrentHashMap<>();

	PipelineMethods(ConfigurableListableBeanFactory beanFactory, ArtifactCodec codec, CanonicalEncoder encoder,
			Pipelines pipelines, StepAdvisingPostProcessor postProcessor, StepCodes codes, StepStates states,
			StepConfigurations configurations, Libraries libraries, NodeStore nodes, StepDefinitions steps) {
		this.beanFactory = beanFactory;
		this.codec = codec;
		this.encoder = encoder;
		this.pipelines = pipelines;
		this.codes = codes;
		this.states = states;
		this.configurations = configurations;
		this.libraries = libraries;
		this.nodes = nodes;
		this.steps = steps;
		this.beans = new AnnotatedBeans(beanFactory, postProcessor);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beans.forEach(AnnotatedMethods.PIPELINES, (beanName, targetClass, method, oneOfSeveral) -> get(beanName,
				targetClass, method, () -> oneOfSeveral));
		this.methods.values().parallelStream().forEach((pipeline) -> pipeline.readCode());
	}

	/**
	 * The pipeline of a method.
	 * @param beanName the bean
	 * @param targetClass the class of the bean
	 * @param called the method, possibly as its interface declares it
	 * @return the pipeline
	 */
	Pipeline get(String beanName, Class<?> targetClass, Method called) {
		return get(beanName, targetClass, called, () -> this.beans.isOneOfSeveral(targetClass));
	}

	private Pipeline get(String beanName, Class<?> targetClass, Method called, BooleanSupplier oneOfSeveral) {
		// The class of a proxy has another name in each process: its interface counts
		boolean proxy = Proxy.isProxyClass(targetClass);
		Class<?> owner = proxy ? called.getDeclaringClass() : targetClass;
		Method method = proxy ? called : AopUtils.getMostSpecificMethod(called, targetClass);
		return this.methods.computeIfAbsent(new BeanMethod(beanName, method),
				(key) -> create(key, owner, oneOfSeveral.getAsBoolean()));
	}

	private Pipeline create(BeanMethod key, Class<?> owner, boolean oneOfSeveral) {
		String name = name(key, owner, oneOfSeveral);
		if (AnnotatedMethods.STEPS.find(key.method(), owner) != null) {
			throw new StepDefinitionException(
					"Pipeline '" + name + "' (" + owner.getName() + "#" + key.method().getName()
							+ ") is a step too. Replayed as a step it would not run, and be no run. "
							+ "Remove one of the annotations, or let the pipeline call a method that is the step.",
					null);
		}
		BeanMethod other = this.owners.putIfAbsent(name, key);
		if (other != null && !other.isDeclarationOf(key, owner)) {
			throw new StepDefinitionException("Two pipelines have the name '" + name + "': " + other + " and " + key
					+ ". A run of one would be resumed as a run of the other. "
					+ AnnotatedMethods.PIPELINES.remedyForSameName("", other.method(), key.method()), null);
		}
		this.owners.put(name, key);
		Pipeline pipeline = new Pipeline(name,
				parameters(key.method(), this.beans.typeVariables(key.originalBeanName(), owner)),
				isHandedOver(key.method(), owner), annotation(key, owner).submittable(),
				(arguments) -> call(key, arguments), definition(name, key, owner), this.codec, this.encoder);
		this.pipelines.register(pipeline);
		return pipeline;
	}

	private BeanPipeline definition(String name, BeanMethod key, Class<?> owner) {
		return new BeanPipeline(name, key.originalBeanName(), key.method(), owner,
				this.codes.ofPipeline(name, key.originalBeanName(), owner, key.method()), this.states,
				this.configurations, this.libraries, this.nodes, this.steps);
	}

	private static String name(BeanMethod key, Class<?> owner, boolean oneOfSeveral) {
		String value = annotation(key, owner).value();
		String name = value.isEmpty() ? owner.getName() + "#" + key.method().getName() : value;
		return oneOfSeveral ? name + "@" + key.originalBeanName() : name;
	}

	private static MusubitoPipeline annotation(BeanMethod key, Class<?> owner) {
		MusubitoPipeline annotation = AnnotatedMethods.PIPELINES.find(key.method(), owner);
		Assert.state(annotation != null, () -> key.method() + " has no @MusubitoPipeline");
		return annotation;
	}

	private List<Pipeline.Parameter> parameters(Method method, TypeVariables variables) {
		@Nullable String @Nullable [] parameterNames = this.names.getParameterNames(method);
		Type[] types = method.getGenericParameterTypes();
		List<Pipeline.Parameter> parameters = new ArrayList<>();
		for (int i = 0; i < types.length; i++) {
			String name = (parameterNames != null) ? parameterNames[i] : null;
			parameters.add(new Pipeline.Parameter((name != null) ? name : "p" + i, variables.resolve(types[i])));
		}
		return parameters;
	}

	/**
	 * Without a result there is nothing that tells when it has ended.
	 */
	private static boolean isHandedOver(Method method, Class<?> owner) {
		return method.getReturnType() == void.class && (AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(owner, Async.class));
	}

	private @Nullable Object call(BeanMethod key, @Nullable Object[] arguments) throws Throwable {
		Object bean = this.beanFactory.getBean(key.originalBeanName());
		Method method = AopUtils.selectInvocableMethod(key.method(), bean.getClass());
		ReflectionUtils.makeAccessible(method);
		try {
			return method.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
