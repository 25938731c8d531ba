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
import io.musubito.StepType;
import io.musubito.aop.AdviceConfiguration;
import io.musubito.aop.StepMethodConfiguration;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.Collaborators;
import io.musubito.code.Libraries;
import io.musubito.code.Mocks;
import io.musubito.execution.AttributedModelCalls;
import io.musubito.execution.Caller;
import io.musubito.execution.ClaimSettings;
import io.musubito.execution.Degradation;
import io.musubito.execution.EffectResolver;
import io.musubito.execution.Forecaster;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.Offers;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.Surroundings;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Producers;
import io.musubito.observation.TotalsConfiguration;
import io.musubito.observation.UsageListener;
import io.musubito.quota.ModelLimits;
import io.musubito.run.RunConfiguration;
import io.musubito.state.BeanNames;
import io.musubito.state.StateReader;
import io.musubito.state.States;
import io.musubito.step.Boundaries;
import io.musubito.step.LateSteps;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepOverrides.StepOverride;
import io.musubito.step.StepRegistry;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.NodeStore;
import io.musubito.store.RunHistory;
import io.musubito.store.Store;
import io.musubito.store.StoreAccess;
import io.musubito.store.StoreProcesses;
import io.musubito.usage.Prices;
import io.musubito.value.CanonicalEncoder;
import io.musubito.web.RequesterConfiguration;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
@Import({ StoreConfiguration.class, ShutdownConfiguration.class, SecurityConfiguration.class,
		RequesterConfiguration.class, StepMethodConfiguration.class, RunConfiguration.class, WorkConfiguration.class })
public final class MusubitoAutoConfiguration {

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
	StepRegistry musubitoStepRegistry(LateSteps lateSteps, Store store) {
		return new StepRegistry(lateSteps, store::open);
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
	StepIdentifier musubitoStepIdentifier(CanonicalEncoder encoder, MusubitoProperties properties) {
		return new StepIdentifier(encoder, NamespaceProperty.of(properties));
	}

	@Bean
	StepExecutor musubitoStepExecutor(CanonicalEncoder encoder, StepIdentifier identifier,
			IdentityContributors contributors, NodeStore nodes, EffectStore effects, ClaimStore claims,
			StoreProcesses owners, StepRegistry registry, Producers producers, Degradation degradation,
			Surroundings surroundings, TestDoubles doubles, ObjectProvider<ObservationRegistry> observations,
			ObjectProvider<Clock> clock, StepConfigurations configurations, Offers offers,
			StepExecutor.Settings settings) {
		return new StepExecutor(encoder, identifier, contributors, nodes, effects, claims, owners, registry, producers,
				degradation, surroundings, doubles, observations.getIfUnique(() -> ObservationRegistry.NOOP),
				clock(clock), configurations.texts(), offers, settings);
	}

	@Bean
	Forecaster musubitoForecaster(StepIdentifier identifier, IdentityContributors contributors, RunHistory history,
			NodeStore nodes, EffectStore effects, StepRegistry registry, Surroundings surroundings, TestDoubles doubles,
			Degradation degradation, ObjectProvider<Clock> clock) {
		return new Forecaster(identifier, contributors, history, nodes, effects, registry, surroundings, doubles,
				degradation, clock(clock));
	}

	@Bean
	StepExecutor.Settings musubitoStepExecutorSettings(MusubitoProperties properties) {
		return new StepExecutor.Settings(properties.isEnabled(), properties.getMode(), properties.getInputs().isKeep(),
				properties.getStream().getMaxElements(),
				new ClaimSettings(properties.getClaims().getMaxWait(), properties.getClaims().getOnTimeout()),
				properties.getStore().getAccess() == StoreAccess.WRITE_ONLY);
	}

	@Bean
	Prices musubitoPrices(MusubitoProperties properties) {
		return ConfiguredPrices.prices(properties.getAi());
	}

	@Bean
	ModelCalls musubitoModelCalls(MusubitoProperties properties, Prices prices,
			ObjectProvider<UsageListener> listeners) {
		List<UsageListener> all = listeners.orderedStream().toList();
		return new AttributedModelCalls(ConfiguredPrices.budget(properties.getAi(), prices),
				(operation, usage) -> all.forEach((listener) -> listener.spent(operation, usage)));
	}

	@Bean
	ModelLimits musubitoModelLimits(MusubitoProperties properties, Store store) {
		return ConfiguredLimits.of(properties.getAi(), store);
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
	EffectIdentities musubitoEffectIdentities(ApplicationTypes application, DefinitionStore definitions,
			MusubitoProperties properties) {
		return new EffectIdentities(application, definitions, NamespaceProperty.of(properties));
	}

	@Bean
	ReachedModels musubitoReachedModels(ConfigurableListableBeanFactory beanFactory) {
		return new ReachedModels(beanFactory);
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
	CodeLevel musubitoCodeLevel(MusubitoProperties properties) {
		return properties.getFingerprint().getCode();
	}

	@Bean
	BeanNames musubitoBeanNames(ConfigurableListableBeanFactory beanFactory) {
		return new BeanNames(beanFactory);
	}

	@Bean
	States musubitoStates(CanonicalEncoder encoder, ApplicationTypes application,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<StateReader> readers, Collaborators beans,
			Boundaries boundaries, CodeLevel level) {
		return new States(encoder, application, beanFactory, readers.orderedStream().toList(),
				new CodesOfObjects(application, beans, level), boundaries::report);
	}

	@Bean
	EffectResolver musubitoEffectResolver(EffectStore effects, StepRegistry registry, CanonicalEncoder encoder,
			StoreProcesses owners, ObjectProvider<Clock> clock) {
		return new EffectResolver(effects, registry, encoder, owners, clock(clock));
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

	/**
	 * What there is only when Musubito is switched on.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
	@Import(AdviceConfiguration.class)
	static class EnabledConfiguration {

	}

	/**
	 * What there is when the application ends with its work, and not when it is stopped.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnNotWebApplication
	@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
	@Import(TotalsConfiguration.class)
	static class CommandLineConfiguration {

	}

}
