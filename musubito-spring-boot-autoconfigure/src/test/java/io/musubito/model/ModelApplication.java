package io.musubito.model;

import java.time.Clock;

import io.musubito.IdentityContributor;
import io.musubito.Musubito;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The application in its releases. What differs is in {@link ModelReleases}.
 */
@Configuration(proxyBeanMethods = false)
class ModelApplication {

	@Bean
	World world() {
		return World.SHARED;
	}

	@Bean
	Clock clock(World world) {
		return world.clock();
	}

	@Bean
	ModelSteps steps(World world, @Lazy Musubito musubito, @Lazy ModelSteps self) {
		return new ModelSteps(world, musubito, self);
	}

	@Bean
	PlainSteps plainSteps(World world, PlainSteps.Prompt prompt) {
		return new PlainSteps(world, prompt);
	}

	@Bean
	OuterSteps outerSteps(World world, ModelSteps steps, PlainSteps plainSteps) {
		return new OuterSteps(world, steps, plainSteps);
	}

	@Bean
	ModelPipeline pipeline(World world, ModelSteps steps, PlainSteps plainSteps, OuterSteps outerSteps,
			Musubito musubito) {
		return new ModelPipeline(world, steps, plainSteps, outerSteps, musubito);
	}

	@Bean
	IdentityContributor tenant(World world) {
		return (step) -> (step.operation().equals(Op.TENANT.step())) ? world.tenant() : null;
	}

}
