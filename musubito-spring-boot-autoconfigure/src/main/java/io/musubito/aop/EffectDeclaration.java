package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.musubito.EffectContext;
import io.musubito.EffectKey;
import io.musubito.EffectName;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.OnUnknown;
import io.musubito.StepType;
import io.musubito.execution.ResultForm.Arrival;
import io.musubito.identity.EffectKeys;
import io.musubito.identity.EffectParameter;
import io.musubito.identity.KeyText;
import io.musubito.step.EffectPolicy;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepOverrides.StepOverride;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a method says of itself as an effect. What would perform it again without anybody
 * wanting that is refused.
 *
 * @param annotation what the annotation says
 * @param keys the positions of the parameters that identify it; empty for all
 * @param contexts the positions of the parameters that are filled in
 */
record EffectDeclaration(MusubitoStep annotation, Set<Integer> keys, Set<Integer> contexts) {

	private static final Log logger = LogFactory.getLog(EffectDeclaration.class);

	/**
	 * Reads the declaration of a step.
	 * @return the declaration, {@code null} when the step is no effect
	 */
	static @Nullable EffectDeclaration read(Declaration declaration, MusubitoStep annotation, Class<?> targetClass,
			boolean oneOfSeveral, boolean overloaded, StepOverrides overrides) {
		Method method = declaration.method();
		Set<Integer> keys = AnnotatedMethods.parametersWith(method, targetClass, EffectKey.class);
		Set<Integer> contexts = contexts(method);
		if (annotation.type() != StepType.EXTERNAL_EFFECT) {
			refuseOutsideOfEffects(declaration, annotation, keys, contexts);
			refuse(declaration, !AnnotatedMethods.parametersWith(method, targetClass, EffectName.class).isEmpty(),
					"@EffectName on a parameter is for an EXTERNAL_EFFECT only. Remove it.");
			return null;
		}
		refusePolicy(declaration, annotation, overrides);
		refuseParts(declaration, annotation);
		Set<Integer> ignored = AnnotatedMethods.parametersWith(method, targetClass, MusubitoIgnore.class);
		refuse(declaration, !keys.isEmpty() && !annotation.key().isEmpty(), "it has a key and parameters with "
				+ "@EffectKey, which both say what identifies it. Remove one of them.");
		refuse(declaration, keys.stream().anyMatch((key) -> ignored.contains(key) || contexts.contains(key)),
				"a parameter with @EffectKey is annotated @MusubitoIgnore too, or is an EffectContext, which are no "
						+ "part of the identity. Remove one of the annotations.");
		refuse(declaration, oneOfSeveral,
				"there are several beans of its class, so that its name, and with it what was performed already, would "
						+ "depend on which beans there are. Let one bean have the effect, and pass it what differs.");
		refuse(declaration, overloaded && annotation.name().isEmpty(),
				"it is an effect without a name of its own, and another step is a method of the same name, so that the "
						+ "types of its parameters would be part of its name: with another type it would be performed "
						+ "again. Give it a name; what was performed before the other step was there has the name '"
						+ targetClass.getName() + "#" + method.getName() + "'.");
		if (annotation.name().isEmpty()) {
			logger.warn(declaration + " is an effect without a name of its own. When its class or method gets "
					+ "another name, or the class another package, it is another effect: what it has done already is "
					+ "done a second time when it is called again. Give it a name, once and for all: "
					+ "@MusubitoStep(name = \"…\"); the present one keeps what was performed: name = \""
					+ declaration.operation() + "\".");
		}
		return new EffectDeclaration(annotation, keys, contexts);
	}

	/**
	 * What the engine has to know.
	 * @param effectKeys makes the keys of the effect
	 */
	EffectPolicy policy(EffectKeys effectKeys) {
		return new EffectPolicy(this.annotation.onUnknown(), this.annotation.transactional(), effectKeys);
	}

	/**
	 * The parameters of the method, as they may identify the effect.
	 * @param all its parameters
	 * @param ignored the positions of those that don't
	 */
	List<EffectParameter> parameters(Method method, Class<?> targetClass, List<StepMethod.StepParameter> all,
			Set<Integer> ignored) {
		Set<String> variables = KeyText.variables(this.annotation.key());
		return all.stream().map((parameter) -> {
			int index = parameter.index();
			boolean counts = this.annotation.key().isEmpty()
					? !ignored.contains(index) && (this.keys.isEmpty() || this.keys.contains(index))
					: variables.contains(parameter.name()) || variables.contains("p" + index)
							|| variables.contains("a" + index);
			return new EffectParameter(parameter.name(), parameter.type(), pin(method, targetClass, index),
					counts && !this.contexts.contains(index));
		}).toList();
	}

	private static @Nullable String pin(Method method, Class<?> targetClass, int index) {
		EffectName name = AnnotatedMethods.parameterAnnotation(method, targetClass, index, EffectName.class);
		return (name != null) ? name.value() : null;
	}

	void refuseLater(Declaration declaration, Arrival arrival) {
		refuse(declaration, arrival != Arrival.AT_ONCE,
				"an EXTERNAL_EFFECT whose result arrives later is not supported yet. Return the value itself, and "
						+ "wait for it in the method.");
	}

	private static void refuseOutsideOfEffects(Declaration declaration, MusubitoStep annotation, Set<Integer> keys,
			Set<Integer> contexts) {
		String remedy = " is for an EXTERNAL_EFFECT only. Remove it.";
		refuse(declaration, annotation.onUnknown() != OnUnknown.BLOCK, "it says onUnknown, which" + remedy);
		refuse(declaration, annotation.transactional(), "it says transactional, which" + remedy);
		refuse(declaration, !keys.isEmpty(), "@EffectKey on a parameter" + remedy);
		refuse(declaration, !contexts.isEmpty(), "a parameter of type EffectContext" + remedy);
	}

	private static void refusePolicy(Declaration declaration, MusubitoStep annotation, StepOverrides overrides) {
		StepOverride override = overrides.find(declaration.operation());
		refuse(declaration,
				StringUtils.hasText(annotation.ttl()) || override.ttl() != null
						|| overrides.defaultTtls().get(StepType.EXTERNAL_EFFECT) != null,
				"it has a ttl (in the annotation, under musubito.steps or under musubito.defaults.external-effect). "
						+ "When the result of an EXTERNAL_EFFECT expired, it would be performed again. Remove it.");
		refuse(declaration, StringUtils.hasText(annotation.staleIfError()) || override.staleIfError() != null,
				"it has a staleIfError (in the annotation or under musubito.steps). The result of an EXTERNAL_EFFECT "
						+ "doesn't expire, and a failed attempt must not pass for a success. Remove it.");
		boolean replay = (override.replay() != null) ? override.replay() : annotation.replay();
		refuse(declaration, !replay,
				"it says replay = false (in the annotation or under musubito.steps). Each call of the EXTERNAL_EFFECT "
						+ "would perform it again. Remove it, or set forceReexecution if that is what you want.");
	}

	private static void refuseParts(Declaration declaration, MusubitoStep annotation) {
		refuse(declaration, !annotation.unless().isEmpty(),
				"it has an unless, and a result that is not kept would be asked for again by performing the "
						+ "EXTERNAL_EFFECT again. Remove it.");
		refuse(declaration, annotation.resources().length > 0 || annotation.properties().length > 0,
				"it declares resources or properties, and these are no part of the identity of an EXTERNAL_EFFECT: "
						+ "a changed template must not perform it again. Remove them, or pass what they say as an "
						+ "argument.");
	}

	private static void refuse(Declaration declaration, boolean wrong, String reason) {
		if (wrong) {
			throw declaration.refused(reason, null);
		}
	}

	private static Set<Integer> contexts(Method method) {
		Set<Integer> contexts = new LinkedHashSet<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			if (method.getParameterTypes()[i] == EffectContext.class) {
				contexts.add(i);
			}
		}
		return contexts;
	}

}
