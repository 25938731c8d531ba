package io.musubito.ai;

import io.musubito.CodeLevel;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.StepExecutor;
import io.musubito.state.BeanNames;
import io.musubito.state.States;
import io.musubito.step.Boundaries;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepRegistry;
import io.musubito.value.CanonicalEncoder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The advisor that makes calls of a {@code ChatClient} steps.
 */
@Configuration(proxyBeanMethods = false)
public class AdvisorConfiguration {

	/**
	 * Not created for nothing: its operations would be taken.
	 */
	@Bean
	@Lazy
	MusubitoAdvisor musubitoAdvisor(StepExecutor executor, StepRegistry registry, StepOverrides overrides,
			ArtifactCodec codec, CanonicalEncoder encoder, BeanNames beans, States states, Boundaries boundaries,
			CodeLevel level, ModelCalls calls, ObjectProvider<FinishReasons> reasons,
			ObjectProvider<ModelPlaces> places, Settings settings) {
		Behaviours behaviours = new Behaviours(states, beans::find, level);
		FinishReasons kept = reasons.getIfAvailable();
		return new MusubitoAdvisor(new ChatRecorder(new ChatSteps(executor, registry, overrides, boundaries, codec),
				new RequestIdentities(encoder, behaviours),
				(kept != null) ? new ModelCallAdvisor(calls, kept, places.getObject()) : null,
				MusubitoAdvisor.DEFAULT_OPERATION), settings.order());
	}

	/**
	 * What applications may set.
	 *
	 * @param order where the advisor is among others
	 */
	public record Settings(int order) {

	}

}
