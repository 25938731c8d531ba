package io.musubito.execution;

import java.nio.file.Path;
import java.util.List;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.NodeView;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.store.LineageQueries;
import io.musubito.store.StoreSummary;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with steps whose results come later, for each test a new one, which
 * leaves nothing under way and no context on the thread of its caller.
 */
abstract class AsynchronousSteps {

	private final Class<?> application;

	private final String[] properties;

	@TempDir
	Path directory;

	ConfigurableApplicationContext context;

	Musubito musubito;

	MusubitoLineage lineage;

	AsynchronousSteps(Class<?> application, String... properties) {
		this.application = application;
		this.properties = properties;
	}

	@BeforeEach
	void startApplication() {
		this.context = Engine.in(this.directory).start(this.application, this.properties);
		this.musubito = this.context.getBean(Musubito.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
	}

	@AfterEach
	void stopApplication() {
		Awaitility.await().untilAsserted(() -> assertThat(underWay()).as("steps under way").isZero());
		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		this.context.close();
	}

	int underWay() {
		return this.context.getBean(StepExecutor.class).running();
	}

	NodeView view(Object result) {
		return node(this.musubito.resultOf(result).nodeId());
	}

	NodeView node(String nodeId) {
		return this.lineage.find(nodeId).orElseThrow();
	}

	StoreSummary summary() {
		return this.context.getBean(LineageQueries.class).summary();
	}

	List<StepView> steps(String runId) {
		return this.context.getBean(MusubitoRuns.class).find(runId).orElseThrow().steps();
	}

	static class ModelDown extends RuntimeException {

	}

}
