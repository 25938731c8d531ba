package io.musubito.aop;

import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.Libraries;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.Surroundings;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.run.PipelineRunner;
import io.musubito.run.Pipelines;
import io.musubito.step.Boundaries;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepRegistry;
import io.musubito.store.DefinitionStore;
import io.musubito.store.NodeStore;
import io.musubito.store.Store;
import io.musubito.store.StorePreparation;
import io.musubito.value.CanonicalEncoder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * What finds and advises annotated methods.
 */
@Configuration(proxyBeanMethods = false)
public class AdviceConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StepAdvisingPostProcessor musubitoStepAdvisingPostProcessor(ObjectProvider<StepMethods> stepMethods,
			ObjectProvider<StepExecutor> executor, ObjectProvider<PipelineMethods> pipelineMethods,
			ObjectProvider<PipelineRunner> pipelineRunner, ObjectProvider<TestDoubles> doubles,
			ObjectProvider<StorePreparation> preparation) {
		return new StepAdvisingPostProcessor(stepMethods::getObject, executor::getObject, pipelineMethods::getObject,
				pipelineRunner::getObject, doubles::getObject, () -> preparation.getObject().begin());
	}

	// Before the steps, which remember all code that was read
	@Bean
	PipelineMethods musubitoPipelineMethods(ConfigurableListableBeanFactory beanFactory, ArtifactCodec codec,
			CanonicalEncoder encoder, Pipelines pipelines, StepAdvisingPostProcessor postProcessor, StepCodes codes,
			StepStates states, StepConfigurations configurations, Libraries libraries, NodeStore nodes,
			StepRegistry registry) {
		return new PipelineMethods(beanFactory, codec, encoder, pipelines, postProcessor, codes, states, configurations,
				libraries, nodes, registry);
	}

	@Bean
	StepMethods musubitoStepMethods(ConfigurableListableBeanFactory beanFactory, StepMethodFactory factory,
			StepRegistry registry, StepOverrides overrides, StepCodes codes, StepStates states,
			StepAdvisingPostProcessor postProcessor, Surroundings surroundings, DefinitionStore definitions,
			NodeStore nodes, Store store, StepExecutor.Settings settings, Boundaries boundaries, ReachedModels models,
			ApplicationTypes application) {
		StartReport report = new StartReport(new DefinitionChanges(definitions, nodes::findCode),
				new LibraryChanges(definitions, () -> Libraries.ofModels(beanFactory.getBeanClassLoader())),
				store::location, settings.mode());
		return new StepMethods(beanFactory, factory, registry, codes, states, postProcessor, surroundings, report,
				boundaries, new UndeclaredModelSteps(models),
				new UnknownOverrides(overrides, new StepNamesInCode(beanFactory, application)));
	}

	@Bean
	StepCalls musubitoStepCalls(ConfigurableListableBeanFactory beanFactory, StepMethods methods) {
		return new StepCalls(beanFactory, methods);
	}

	@Bean
	AnnotationsWithoutEffect musubitoAnnotationsWithoutEffect(ConfigurableListableBeanFactory beanFactory,
			StepAdvisingPostProcessor postProcessor, ApplicationTypes application) {
		return new AnnotationsWithoutEffect(beanFactory, postProcessor, application);
	}

}
