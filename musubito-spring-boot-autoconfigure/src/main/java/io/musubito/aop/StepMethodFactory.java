package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.musubito.EffectContext;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoSecret;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.artifact.UnstorableTypeException;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.Libraries;
import io.musubito.identity.ConfigurationFingerprint;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.step.Step;
import io.musubito.step.StepOverrides;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads the annotation of a method, with what the configuration says over it.
 */
final class StepMethodFactory {

	private final Placeholders placeholders;

	private final ArtifactCodec codec;

	private final StepOverrides overrides;

	private final DeclaredPolicy policy;

	private final StepCodes codes;

	private final StepStates states;

	private final StepConfigurations configurations;

	private final ReachedModels models;

	private final Libraries libraries;

	private final EffectIdentities effects;

	private final CanonicalEncoder encoder;

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	/**
	 * Creates the factory.
	 * @param environment has the properties and resolves placeholders
	 * @param codec knows what can be stored
	 * @param overrides what the configuration says over the annotations
	 * @param codes computes code fingerprints
	 * @param states reads what beans hold
	 * @param configurations finds what of the configuration counts
	 * @param models tells which code asks models
	 * @param libraries knows the libraries that count
	 * @param effects makes the keys of effects
	 * @param encoder compares arguments with what is read back
	 */
	StepMethodFactory(Environment environment, ArtifactCodec codec, StepOverrides overrides, StepCodes codes,
			StepStates states, StepConfigurations configurations, ReachedModels models, Libraries libraries,
			EffectIdentities effects, CanonicalEncoder encoder) {
		this.placeholders = new Placeholders(environment);
		this.codec = codec;
		this.overrides = overrides;
		this.policy = new DeclaredPolicy(this.placeholders, overrides);
		this.codes = codes;
		this.states = states;
		this.configurations = configurations;
		this.models = models;
		this.libraries = libraries;
		this.effects = effects;
		this.encoder = encoder;
	}

	StepMethod create(String beanName, Class<?> targetClass, Method method, boolean oneOfSeveral,
			TypeVariables variables) {
		MusubitoStep annotation = AnnotatedMethods.STEPS.find(method, targetClass);
		Assert.state(annotation != null, () -> method + " has no @MusubitoStep");
		Declaration declaration = new Declaration(operation(annotation, beanName, targetClass, method, oneOfSeveral),
				method);
		EffectDeclaration effect = EffectDeclaration.read(declaration, annotation, targetClass, oneOfSeveral,
				isOverloaded(method, targetClass), this.overrides);
		StepDefinition definition = this.policy.define(declaration, annotation);
		ResultDeclaration result = ResultDeclaration.of(variables.resolve(method.getGenericReturnType()));
		if (effect != null) {
			effect.refuseLater(declaration, result.arrival());
		}
		ArtifactType artifactType = artifactType(declaration, result);
		Supplier<CodeFingerprint> code = (effect != null) ? CodeFingerprint::none
				: this.codes.of(declaration.operation(), beanName, targetClass, method);
		ConfigurationFingerprint configuration = this.configurations.of(declaration.operation(), annotation.type(),
				List.of(annotation.resources()), properties(declaration, annotation),
				SingletonSupplier.of(() -> this.libraries.components(code.get())),
				() -> this.models.mayAsk(code.get()));
		BeanState state = (effect != null) ? null
				: this.states.of(declaration.operation(), beanName, method, targetClass, code);
		Set<Integer> ignored = AnnotatedMethods.parametersWith(method, targetClass, MusubitoIgnore.class);
		// The keys of effects are as they have been
		List<StepMethod.StepParameter> parameters = parameters(method, targetClass,
				(effect != null) ? (type) -> GenericTypeResolver.resolveType(type, targetClass) : variables::resolve);
		List<StepMethod.StepParameter> counted = parameters.stream()
			.filter((parameter) -> !ignored.contains(parameter.index()) && parameter.type() != EffectContext.class)
			.toList();
		Step step = (state != null)
				? step(definition,
						new DeclaredExpressions(annotation, parameters, counted).over(configuration::current),
						artifactType, code, state)
				: Step.effect(definition, artifactType,
						Objects.requireNonNull(effect)
							.policy(this.effects.of(definition.operation(), definition.version(),
									effect.parameters(method, targetClass, parameters, ignored), annotation.key())));
		return new StepMethod(step, state, method, targetClass, counted, effect,
				annotation.key().isEmpty() ? null : ArgumentExpression.key(declaration, annotation.key(), this.names),
				annotation.unless().isEmpty() ? null
						: ArgumentExpression.unless(declaration, annotation.unless(), this.names),
				result.form(this.codec), result.samples(declaration, annotation),
				new StepArguments(parameters, this.codec, this.encoder));
	}

	private Step step(StepDefinition definition, Supplier<SortedMap<String, String>> declared,
			ArtifactType artifactType, Supplier<CodeFingerprint> code, BeanState state) {
		return new Step(definition,
				() -> this.configurations.ofCode(code.get().dependencies().properties()).addTo(declared.get()),
				artifactType, code, state);
	}

	private Set<String> properties(Declaration declaration, MusubitoStep annotation) {
		return new LinkedHashSet<>(this.placeholders.resolve(declaration, "properties", annotation.properties()));
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
		// A method that is no step takes nobody's name
		return AnnotatedMethods.STEPS.in(targetClass)
			.keySet()
			.stream()
			.filter((other) -> other.getName().equals(method.getName()) && !other.isBridge())
			.count() > 1;
	}

	private ArtifactType artifactType(Declaration declaration, ResultDeclaration result) {
		try {
			return result.artifactType(this.codec);
		}
		catch (UnstorableTypeException ex) {
			throw declaration
				.refused("results of type " + ex.getMessage() + " Or leave the method without @MusubitoStep.", ex);
		}
	}

	private List<StepMethod.StepParameter> parameters(Method method, Class<?> targetClass,
			UnaryOperator<Type> resolved) {
		Set<Integer> secret = AnnotatedMethods.parametersWith(method, targetClass, MusubitoSecret.class);
		@Nullable String @Nullable [] parameterNames = this.names.getParameterNames(method);
		int count = method.getParameterCount();
		Type[] types = method.getGenericParameterTypes();
		List<StepMethod.StepParameter> parameters = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String name = (parameterNames != null) ? parameterNames[i] : null;
			parameters.add(new StepMethod.StepParameter(i, (name != null) ? name : "p" + i, resolved.apply(types[i]),
					secret.contains(i)));
		}
		return parameters;
	}

}
