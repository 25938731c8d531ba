package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.OnUnknown;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import io.musubito.execution.Step;
import io.musubito.execution.StepOverrides;
import io.musubito.execution.StepOverrides.StepOverride;
import io.musubito.identity.ConfigurationFingerprint;
import io.musubito.store.ArtifactCodec;
import io.musubito.store.ArtifactType;
import io.musubito.store.UnstorableTypeException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the annotation of a method, with what the configuration says over it.
 */
public final class StepMethodFactory {

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	private final ArtifactCodec codec;

	private final StepOverrides overrides;

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	public StepMethodFactory(Environment environment, ResourceLoader resourceLoader, ArtifactCodec codec,
			StepOverrides overrides) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
		this.codec = codec;
		this.overrides = overrides;
	}

	StepMethod create(String beanName, Class<?> targetClass, Method method, boolean oneOfSeveral) {
		MusubitoStep annotation = AnnotatedSteps.find(method, targetClass);
		Assert.state(annotation != null, () -> method + " has no @MusubitoStep");
		String operation = operation(annotation, beanName, targetClass, method, oneOfSeveral);
		StepDefinition definition = definition(operation, annotation, method);
		boolean wrapsResult = method.getReturnType() == MusubitoResult.class;
		ArtifactType artifactType = artifactType(operation, method, resultType(method, targetClass, wrapsResult));
		ConfigurationFingerprint configuration = new ConfigurationFingerprint(operation,
				resolve(annotation.resources()), resolve(annotation.properties()), this.resourceLoader,
				this.environment);
		return new StepMethod(new Step(definition, configuration::current, artifactType), method,
				parameters(method, targetClass),
				annotation.key().isEmpty() ? null
						: ArgumentExpression.key(operation, annotation.key(), method, this.names),
				annotation.unless().isEmpty() ? null
						: ArgumentExpression.unless(operation, annotation.unless(), method, this.names),
				wrapsResult);
	}

	private static String operation(MusubitoStep annotation, String beanName, Class<?> targetClass, Method method,
			boolean oneOfSeveral) {
		String name = annotation.name();
		if (name.isEmpty()) {
			name = targetClass.getName() + "#" + method.getName()
					+ (isOverloaded(method, targetClass) ? Arrays.stream(method.getParameterTypes())
						.map(Class::getTypeName)
						.collect(Collectors.joining(",", "(", ")")) : "");
		}
		return oneOfSeveral ? name + "@" + beanName : name;
	}

	private static boolean isOverloaded(Method method, Class<?> targetClass) {
		return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(targetClass))
			.filter((other) -> other.getName().equals(method.getName()) && !other.isBridge())
			.count() > 1;
	}

	private StepDefinition definition(String operation, MusubitoStep annotation, Method method) {
		if (annotation.type() == StepType.EXTERNAL_EFFECT) {
			throw new StepDefinitionException("Step '" + operation + "' (" + method
					+ ") is an EXTERNAL_EFFECT, which this version can't run safely yet. Call the method without "
					+ "@MusubitoStep, outside of steps.", null);
		}
		if (annotation.onUnknown() != OnUnknown.BLOCK) {
			throw new StepDefinitionException("Step '" + operation + "' (" + method
					+ ") says onUnknown, which only an EXTERNAL_EFFECT can. Remove it.", null);
		}
		StepOverride override = this.overrides.find(operation);
		Duration ttl = duration(operation, method, "ttl", annotation.ttl());
		Duration staleIfError = duration(operation, method, "staleIfError", annotation.staleIfError());
		return new StepDefinition(operation, annotation.type(),
				first(override.ttl(), ttl, this.overrides.defaultTtls().get(annotation.type())),
				(override.replay() != null) ? override.replay() : annotation.replay(),
				(override.forceReexecution() != null) ? override.forceReexecution() : annotation.forceReexecution(),
				(override.version() != null) ? override.version() : resolve(annotation.version()),
				first(override.staleIfError(), staleIfError));
	}

	private @Nullable Duration duration(String operation, Method method, String attribute, String text) {
		String resolved = resolve(text);
		if (!StringUtils.hasText(resolved)) {
			return null;
		}
		try {
			Duration duration = DurationFormatterUtils.detectAndParse(resolved);
			Assert.isTrue(!duration.isNegative(), "it is negative");
			return duration;
		}
		catch (IllegalArgumentException ex) {
			throw new StepDefinitionException("Step '" + operation + "' (" + method + "): " + attribute + " = \""
					+ resolved + "\" is not a duration: " + ex.getMessage()
					+ ". Use the simple style (30s, 10m, 1h, 7d), the ISO style (PT1H) or 0.", ex);
		}
	}

	private static @Nullable Duration first(@Nullable Duration... durations) {
		for (Duration duration : durations) {
			if (duration != null) {
				return duration;
			}
		}
		return null;
	}

	private static Type resultType(Method method, Class<?> targetClass, boolean wrapsResult) {
		Type type = GenericTypeResolver.resolveType(method.getGenericReturnType(), targetClass);
		if (!wrapsResult) {
			return type;
		}
		return (type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[0]
				: Object.class;
	}

	private ArtifactType artifactType(String operation, Method method, Type type) {
		try {
			return this.codec.typeOf(type);
		}
		catch (UnstorableTypeException ex) {
			throw new StepDefinitionException(
					"Step '" + operation + "' (" + method + "): results of type " + type.getTypeName()
							+ " can't be stored: " + ex.getMessage()
							+ ". Return a record or another concrete type, or leave the method without @MusubitoStep.",
					ex);
		}
	}

	private List<StepMethod.StepParameter> parameters(Method method, Class<?> targetClass) {
		String[] parameterNames = this.names.getParameterNames(method);
		int count = method.getParameterCount();
		Type[] types = method.getGenericParameterTypes();
		List<StepMethod.StepParameter> parameters = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			if (!isIgnored(method, targetClass, i)) {
				parameters.add(new StepMethod.StepParameter(i, (parameterNames != null) ? parameterNames[i] : "p" + i,
						GenericTypeResolver.resolveType(types[i], targetClass)));
			}
		}
		return List.copyOf(parameters);
	}

	private static boolean isIgnored(Method method, Class<?> targetClass, int index) {
		if (method.getParameters()[index].isAnnotationPresent(MusubitoIgnore.class)) {
			return true;
		}
		return ClassUtils.getAllInterfacesForClassAsSet(targetClass)
			.stream()
			.map((type) -> ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes()))
			.anyMatch((inherited) -> inherited != null
					&& inherited.getParameters()[index].isAnnotationPresent(MusubitoIgnore.class));
	}

	private String resolve(String text) {
		return this.environment.resolveRequiredPlaceholders(text);
	}

	private List<String> resolve(String[] texts) {
		return Arrays.stream(texts).map(this::resolve).toList();
	}

}
