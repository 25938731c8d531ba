package io.musubito.testing;

import java.nio.file.Path;

import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.store.postgresql.PostgresqlServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Starts applications with the engine on a store of their own: a context to call, or a
 * runner to look at how it starts.
 */
public final class Engine {

	private static final String DATABASE = System.getProperty("musubito.test.database", "sqlite");

	private final Path store;

	private Engine(Path store) {
		this.store = store;
	}

	public static Engine in(Path directory) {
		return new Engine(directory.resolve("store").resolve("musubito.db"));
	}

	public Path store() {
		return this.store;
	}

	/**
	 * Starts an application.
	 * @param configuration its configuration class
	 * @param properties inlined properties, {@code key=value}
	 * @return the context, to be closed; starting again on the same store is a restart
	 */
	public ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.setClassLoader(configuration.getClassLoader());
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "musubito.store.path=" + this.store,
				"spring.lifecycle.timeout-per-shutdown-phase=1s");
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, database());
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, properties);
		context.register(configuration, MusubitoAutoConfiguration.class);
		context.refresh();
		return context;
	}

	/**
	 * With the system property {@code musubito.test.database=postgresql}, a schema in
	 * place of the file.
	 */
	private String[] database() {
		return (DATABASE.equals("postgresql")) ? PostgresqlServer.shared().properties(this.store.toString())
				: new String[0];
	}

	public ApplicationContextRunner runner(Class<?> configuration) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class))
			.withUserConfiguration(configuration)
			.withPropertyValues("musubito.store.path=" + this.store);
	}

}
