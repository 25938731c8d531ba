package io.musubito.run;

import java.time.Clock;
import java.time.Duration;

import io.musubito.CodeLevel;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.Collaborators;
import io.musubito.code.Libraries;
import io.musubito.execution.EffectResolver;
import io.musubito.execution.Forecaster;
import io.musubito.execution.GivenResults;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.lineage.Producers;
import io.musubito.state.BeanNames;
import io.musubito.state.States;
import io.musubito.step.Boundaries;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepRegistry;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.RunHistory;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import io.musubito.usage.Prices;
import io.musubito.value.CanonicalEncoder;
import io.musubito.work.RunDispatcher;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Pipelines, their runs, steps without an annotation, and what applications inject.
 */
@Configuration(proxyBeanMethods = false)
public class RunConfiguration {

	@Bean
	Musubito musubito(StepExecutor executor, StepRegistry registry, Producers producers, PipelineRunner pipelines,
			BodySteps bodySteps, RunTracker runs, TestDoubles doubles) {
		return new DefaultMusubito(executor, registry, producers, pipelines, bodySteps, runs, doubles);
	}

	@Bean
	BodyStates musubitoBodyStates(States states, BeanNames beans, ConfigurableListableBeanFactory beanFactory) {
		return new BodyStates(states, beans, beanFactory);
	}

	@Bean
	BodySteps musubitoBodySteps(Collaborators collaborators, BeanNames beans, ApplicationTypes application,
			CodeLevel level, CanonicalEncoder encoder, StepOverrides overrides, StepConfigurations configurations,
			ReachedModels models, ArtifactCodec codec, EffectIdentities effects, DefinitionStore definitions,
			Libraries libraries, Boundaries boundaries, ConfigurableListableBeanFactory beanFactory, BodyStates bodies,
			States states, StepExecutor.Settings settings) {
		BodyCodes codes = new BodyCodes(application::reachableFrom, collaborators, level,
				beanFactory.getBeanClassLoader());
		return new BodySteps(codes, new CapturedValues(encoder, beans, states), bodies, overrides, configurations,
				models, libraries, boundaries, codec, effects, definitions, settings.enabled());
	}

	@Bean
	RunTracker musubitoRunTracker(RunStore runs, StoreProcesses owners, ObjectProvider<Clock> clock) {
		return new RunTracker(runs, owners, clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	ShutdownWait musubitoShutdownWait(ApplicationContext context, StepExecutor steps, RunTracker runs,
			Settings settings) {
		return new ShutdownWait(context, steps, runs, settings.shutdownBound());
	}

	@Bean
	Pipelines musubitoPipelines() {
		return new Pipelines();
	}

	@Bean
	PipelineRunner musubitoPipelineRunner(RunTracker runs) {
		return new PipelineRunner(runs);
	}

	@Bean
	RunResumer musubitoRunResumer(RunStore store, RunTracker runs, Pipelines pipelines, StepRegistry registry,
			StepExecutor executor, CanonicalEncoder encoder, ObjectProvider<Clock> clock) {
		return new RunResumer(store, runs, pipelines, new Overrides(store, registry, new GivenResults(encoder),
				executor::currentMode, clock.getIfUnique(Clock::systemUTC)));
	}

	@Bean
	MusubitoLineage musubitoLineage(LineageQueries queries, NodeStore nodes, ClaimStore claims, StepRegistry registry,
			EffectResolver effects, Prices prices, Retention retention) {
		return new DefaultMusubitoLineage(queries, nodes, claims, registry, effects, prices, retention);
	}

	@Bean
	RunPlanner musubitoRunPlanner(RunStore runs, RunHistory history, NodeStore nodes, LineageQueries lineage,
			Pipelines pipelines, Forecaster forecaster, StepExecutor executor, Prices prices) {
		return new RunPlanner(runs, history, nodes, lineage, pipelines, forecaster, executor, prices);
	}

	@Bean
	RunComparer musubitoRunComparer(RunStore runs, NodeStore nodes, LineageQueries queries, Prices prices) {
		return new RunComparer(runs, nodes, queries, prices);
	}

	@Bean
	SubmittedRuns musubitoSubmittedRuns(RunStore store, RunTracker runs, RunResumer resumer, Pipelines pipelines,
			StoreProcesses processes, ObjectProvider<RunDispatcher> carriers, LocalRuns local,
			ObjectProvider<Clock> clock) {
		return new SubmittedRuns(store, runs, resumer, pipelines, processes,
				SingletonSupplier
					.of(() -> carriers.stream().filter((carrier) -> carrier != local).findFirst().orElse(local)),
				clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	LocalRuns musubitoLocalRuns(ObjectProvider<SubmittedRuns> runs, Settings settings) {
		return new LocalRuns(runs::getObject, settings.submittedAtOnce());
	}

	@Bean
	MusubitoRuns musubitoRuns(RunStore runs, RunResumer resumer, RunPlanner planner, RunComparer comparer,
			SubmittedRuns submitted, Prices prices) {
		return new DefaultMusubitoRuns(runs, resumer, planner, comparer, submitted, prices);
	}

	/**
	 * What applications may set.
	 *
	 * @param shutdownBound how long what is under way is waited for when the context is
	 * closed
	 * @param submittedAtOnce how many runs that were submitted here are called at a time,
	 * where nothing carries them to others
	 */
	public record Settings(Duration shutdownBound, int submittedAtOnce) {

	}

}
