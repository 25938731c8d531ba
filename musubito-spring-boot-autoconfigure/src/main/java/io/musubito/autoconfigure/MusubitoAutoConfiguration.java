package io.musubito.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.CodeLevel;
import io.musubito.IdentityContributor;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.StepType;
import io.musubito.aop.BeanCodes;
import io.musubito.aop.PipelineMethods;
import io.musubito.aop.StepAdvisingPostProcessor;
import io.musubito.aop.StepCodes;
import io.musubito.aop.StepMethodFactory;
import io.musubito.aop.StepMethods;
import io.musubito.aop.StepStates;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.CodeFingerprints;
import io.musubito.code.Libraries;
import io.musubito.code.Mocks;
import io.musubito.execution.AttributedModelCalls;
import io.musubito.execution.Caller;
import io.musubito.execution.ClaimSettings;
import io.musubito.execution.Degradation;
import io.musubito.execution.EffectResolver;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.Surroundings;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.StepConfigurations;
import io.musubito.lineage.Producers;
import io.musubito.observation.UsageListener;
import io.musubito.run.BodyCodes;
import io.musubito.run.BodyStates;
import io.musubito.run.BodySteps;
import io.musubito.run.CapturedValues;
import io.musubito.run.DefaultMusubito;
import io.musubito.run.DefaultMusubitoLineage;
import io.musubito.run.DefaultMusubitoRuns;
import io.musubito.run.PipelineRunner;
import io.musubito.run.Pipelines;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.state.StateReader;
import io.musubito.state.States;
import io.musubito.step.Boundaries;
import io.musubito.step.DefinitionChanges;
import io.musubito.step.LibraryChanges;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepOverrides.StepOverride;
import io.musubito.step.StepRegistry;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import io.musubito.usage.Prices;
import io.musubito.value.CanonicalEncoder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of the engine: annotated steps, the facade and the store.
 */
@AutoConfiguration
@EnableConfigurationProperties(MusubitoProperties.class)
@Import({ StoreConfiguration.class, ShutdownConfiguration.class, CallerConfiguration.class })
public final class MusubitoAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
	static StepAdvisingPostProcessor musubitoStepAdvisingPostProcessor(ObjectProvider<StepMethods> stepMethods,
			ObjectProvider<StepExecutor> executor, ObjectProvider<PipelineMethods> pipelineMethods,
			ObjectProvider<PipelineRunner> pipelineRunner, ObjectProvider<TestDoubles> doubles) {
		return new StepAdvisingPostProcessor(stepMethods::getObject, executor::getObject, pipelineMethods::getObject,
				pipelineRunner::getObject, doubles::getObject);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TestDoubles musubitoTestDoubles(ConfigurableListableBeanFactory beanFactory) {
		return new TestDoubles(beanFactory);
	}

	@Bean
	Producers musubitoProducers() {
		return new Producers();
	}

	@Bean
	StepRegistry musubitoStepRegistry(BodySteps bodySteps) {
		return new StepRegistry(bodySteps);
	}

	@Bean
	Degradation musubitoDegradation() {
		return new Degradation();
	}

	@Bean
	CanonicalEncoder musubitoCanonicalEncoder(ApplicationTypes application) {
		return (Mocks.arePossible()) ? new CanonicalEncoder(application, Mocks::findName)
				: new CanonicalEncoder(application);
	}

	@Bean
	ArtifactCodec musubitoArtifactCodec(ApplicationTypes application) {
		return new ArtifactCodec(application);
	}

	@Bean
	IdentityContributors musubitoContributions(CanonicalEncoder encoder, ListableBeanFactory beanFactory) {
		return new IdentityContributors(encoder, beanFactory.getBeansOfType(IdentityContributor.class));
	}

	@Bean
	Surroundings musubitoSurroundings(ObjectProvider<Caller> caller, StepConfigurations configurations,
			MusubitoProperties properties) {
		return new Surroundings(caller.getIfAvailable(() -> Caller.UNKNOWN), properties.getFingerprint().isPrincipal(),
				configurations::ofCode);
	}

	@Bean
	StepExecutor musubitoStepExecutor(CanonicalEncoder encoder, IdentityContributors contributors, NodeStore nodes,
			EffectStore effects, ClaimStore claims, StoreProcesses owners, StepRegistry registry, Producers producers,
			Degradation degradation, Surroundings surroundings, TestDoubles doubles,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<Clock> clock,
			MusubitoProperties properties) {
		return new StepExecutor(encoder, contributors, nodes, effects, claims, owners, registry, producers, degradation,
				surroundings, doubles, observations.getIfUnique(() -> ObservationRegistry.NOOP), clock(clock),
				new StepExecutor.Settings(properties.isEnabled(), properties.getMode(), properties.getInputs().isKeep(),
						properties.getStream().getMaxElements(),
						new ClaimSettings(properties.getClaims().getMaxWait(), properties.getClaims().getOnTimeout())));
	}

	@Bean
	Prices musubitoPrices(MusubitoProperties properties) {
		return ConfiguredPrices.prices(properties.getAi());
	}

	@Bean
	ModelCalls musubitoModelCalls(MusubitoProperties properties, Prices prices,
			ObjectProvider<UsageListener> listener) {
		return new AttributedModelCalls(ConfiguredPrices.budget(properties.getAi(), prices),
				listener.getIfUnique(() -> UsageListener.NONE));
	}

	@Bean
	StepOverrides musubitoStepOverrides(MusubitoProperties properties) {
		Map<String, StepOverride> byOperation = new LinkedHashMap<>();
		properties.getSteps()
			.forEach((operation, policy) -> byOperation.put(operation, new StepOverride(policy.getTtl(),
					policy.getReplay(), policy.getForceReexecution(), policy.getVersion(), policy.getStaleIfError())));
		Map<StepType, Duration> ttls = new EnumMap<>(StepType.class);
		properties.getDefaults().forEach((type, policy) -> {
			if (policy.getTtl() != null) {
				ttls.put(type, policy.getTtl());
			}
		});
		return new StepOverrides(byOperation, ttls);
	}

	@Bean
	EffectIdentities musubitoEffectIdentities(ApplicationTypes application, DefinitionStore definitions) {
		return new EffectIdentities(application, definitions);
	}

	@Bean
	StepConfigurations musubitoStepConfigurations(ConfigurableEnvironment environment, ResourceLoader resourceLoader,
			MusubitoProperties properties) {
		return new StepConfigurations(resourceLoader, environment,
				new EnvironmentProperties(environment, properties.getFingerprint().getProperties()));
	}

	@Bean
	Boundaries musubitoBoundaries(MusubitoProperties properties) {
		return new Boundaries(properties.getFingerprint().isStrict());
	}

	@Bean
	Libraries musubitoLibraries(ConfigurableListableBeanFactory beanFactory, ApplicationTypes application,
			MusubitoProperties properties) {
		return new Libraries(beanFactory.getBeanClassLoader(), properties.getFingerprint().getLibraries(),
				application::isInPackages);
	}

	@Bean
	StepMethodFactory musubitoStepMethodFactory(Environment environment, ArtifactCodec codec, StepOverrides overrides,
			StepCodes codes, StepStates states, StepConfigurations configurations, Libraries libraries,
			EffectIdentities effects) {
		return new StepMethodFactory(environment, codec, overrides, codes, states, configurations, libraries, effects);
	}

	@Bean
	States musubitoStates(CanonicalEncoder encoder, ApplicationTypes application,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<StateReader> readers, BeanCodes beans,
			Boundaries boundaries, MusubitoProperties properties) {
		CodeLevel level = properties.getFingerprint().getCode();
		return new States(encoder, application, beanFactory, readers.orderedStream().toList(),
				(type) -> new CodeFingerprints(application.reachableFrom(type).classes(), beans).of(type.getName(),
						type, level),
				boundaries::report);
	}

	@Bean
	StepStates musubitoStepStates(ConfigurableListableBeanFactory beanFactory, States states) {
		return new StepStates(beanFactory, states);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
	StepMethods musubitoStepMethods(ConfigurableListableBeanFactory beanFactory, StepMethodFactory factory,
			StepRegistry registry, StepOverrides overrides, StepCodes codes, StepStates states,
			StepAdvisingPostProcessor postProcessor, Surroundings surroundings, DefinitionStore definitions,
			NodeStore nodes, Boundaries boundaries, ApplicationTypes application) {
		return new StepMethods(beanFactory, factory, registry, overrides, codes, states, postProcessor, surroundings,
				new DefinitionChanges(definitions, nodes::findCode),
				() -> new LibraryChanges(definitions).report(Libraries.ofModels(beanFactory.getBeanClassLoader())),
				boundaries, new StepNamesInCode(beanFactory, application));
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
	PipelineMethods musubitoPipelineMethods(ConfigurableListableBeanFactory beanFactory, ArtifactCodec codec,
			CanonicalEncoder encoder, Pipelines pipelines, StepAdvisingPostProcessor postProcessor) {
		return new PipelineMethods(beanFactory, codec, encoder, pipelines, postProcessor);
	}

	@Bean
	Musubito musubito(StepExecutor executor, StepRegistry registry, Producers producers, PipelineRunner pipelines,
			BodySteps bodySteps, RunTracker runs) {
		return new DefaultMusubito(executor, registry, producers, pipelines, bodySteps, runs);
	}

	@Bean
	BodyStates musubitoBodyStates(States states, BeanCodes beans, ConfigurableListableBeanFactory beanFactory) {
		return new BodyStates(states, (object) -> beans.findNameOfAny(object) != null,
				(object) -> beans.findName(object) != null, beanFactory);
	}

	@Bean
	BeanCodes musubitoBeanCodes(ConfigurableListableBeanFactory beanFactory, ApplicationContext context,
			ApplicationTypes application) {
		return new BeanCodes(beanFactory, context, application);
	}

	@Bean
	StepCodes musubitoStepCodes(BeanCodes beans, ApplicationTypes application, MusubitoProperties properties,
			FingerprintStore store) {
		return new StepCodes(beans, application::reachableFrom, properties.getFingerprint().getCode(), store);
	}

	@Bean
	BodySteps musubitoBodySteps(BeanCodes beans, ApplicationTypes application, MusubitoProperties properties,
			CanonicalEncoder encoder, StepOverrides overrides, StepConfigurations configurations, ArtifactCodec codec,
			EffectIdentities effects, DefinitionStore definitions, Libraries libraries, Boundaries boundaries,
			ConfigurableListableBeanFactory beanFactory, BodyStates states) {
		BodyCodes codes = new BodyCodes(application::reachableFrom, beans, properties.getFingerprint().getCode(),
				beanFactory.getBeanClassLoader());
		return new BodySteps(codes, new CapturedValues(encoder, beans::findNameOfAny), states, overrides,
				configurations, libraries, boundaries, codec, effects, definitions, properties.isEnabled());
	}

	@Bean
	RunTracker musubitoRunTracker(RunStore runs, StoreProcesses owners, ObjectProvider<Clock> clock) {
		return new RunTracker(runs, owners, clock(clock));
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
	RunResumer musubitoRunResumer(RunStore store, RunTracker runs, Pipelines pipelines) {
		return new RunResumer(store, runs, pipelines);
	}

	@Bean
	EffectResolver musubitoEffectResolver(EffectStore effects, StepRegistry registry, CanonicalEncoder encoder,
			StoreProcesses owners, ObjectProvider<Clock> clock) {
		return new EffectResolver(effects, registry, encoder, owners, clock(clock));
	}

	@Bean
	MusubitoLineage musubitoLineage(LineageQueries queries, NodeStore nodes, ClaimStore claims, StepRegistry registry,
			EffectResolver effects, Prices prices) {
		return new DefaultMusubitoLineage(queries, nodes, claims, registry, effects, prices);
	}

	@Bean
	MusubitoRuns musubitoRuns(RunStore runs, RunResumer resumer, Prices prices) {
		return new DefaultMusubitoRuns(runs, resumer, prices);
	}

	@Bean
	ApplicationTypes musubitoApplicationTypes(MusubitoProperties properties,
			ConfigurableListableBeanFactory beanFactory, Environment environment) {
		Collection<String> packages = properties.getFingerprint().getPackages();
		return new ApplicationTypes(
				packages.isEmpty() ? ApplicationPackages.find(beanFactory, environment) : List.copyOf(packages));
	}

	private static Clock clock(ObjectProvider<Clock> clock) {
		return clock.getIfUnique(Clock::systemUTC);
	}

}
