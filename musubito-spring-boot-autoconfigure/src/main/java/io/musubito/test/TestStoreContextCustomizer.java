package io.musubito.test;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * Puts the store of a context into a temporary folder, which is deleted when the context
 * is closed. All are equal, so that test classes share contexts as they do without.
 */
record TestStoreContextCustomizer() implements ContextCustomizer {

	static final String PATH = "musubito.store.path";

	private static final String SOURCE = "Musubito store of the test";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		ExplicitStorePath explicit = new ExplicitStorePath(configuration);
		for (PropertySource<?> source : sources) {
			Object path = explicit.find(source);
			if (path != null) {
				sources.addFirst(new MapPropertySource(SOURCE, Map.of(PATH, path)));
				return;
			}
		}
		Path folder = Path.of(System.getProperty("java.io.tmpdir"), "musubito-test-" + UUID.randomUUID());
		sources.addFirst(new MapPropertySource(SOURCE, Map.of(PATH, folder.resolve("musubito.db").toString())));
		deleteAtTheEnd(context, folder);
	}

	/**
	 * What was registered first is destroyed last, when the store is closed.
	 */
	private static void deleteAtTheEnd(ConfigurableApplicationContext context, Path folder) {
		if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
			beans.registerDisposableBean(SOURCE, (DisposableBean) () -> FileSystemUtils.deleteRecursively(folder));
		}
	}

}
