package io.musubito.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * The application in all its releases, which run at once on one store and are kept for
 * many sequences.
 */
final class ModelContexts implements AutoCloseable {

	private final ModelDatabase database;

	private final Map<Release, ConfigurableApplicationContext> contexts = new EnumMap<>(Release.class);

	ModelContexts(ModelDatabase database) {
		this.database = database;
		for (Release release : Release.values()) {
			restart(release);
		}
	}

	void restart(Release release) {
		ConfigurableApplicationContext before = this.contexts.remove(release);
		if (before != null) {
			before.close();
		}
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		List<String> properties = new ArrayList<>(this.database.properties());
		properties.addAll(List.of(release.configuration()));
		properties.add("spring.lifecycle.timeout-per-shutdown-phase=1s");
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, properties.toArray(String[]::new));
		context.register(ModelApplication.class,
				(release == Release.OTHER_CODE) ? ModelReleases.OtherCode.class : ModelReleases.First.class,
				MusubitoAutoConfiguration.class);
		context.refresh();
		this.contexts.put(release, context);
	}

	ModelPipeline pipeline(Release release) {
		return this.contexts.get(release).getBean(ModelPipeline.class);
	}

	MusubitoRuns runs(Release release) {
		return this.contexts.get(release).getBean(MusubitoRuns.class);
	}

	MusubitoLineage lineage(Release release) {
		return this.contexts.get(release).getBean(MusubitoLineage.class);
	}

	<T> T bean(Release release, Class<T> type) {
		return this.contexts.get(release).getBean(type);
	}

	/**
	 * Waits until all is written that is written behind.
	 */
	void settle(Release release) {
		runs(release).recent(1);
	}

	@Override
	public void close() {
		this.contexts.values().forEach(ConfigurableApplicationContext::close);
	}

}
