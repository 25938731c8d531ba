package io.musubito.faults;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoTransfer;
import io.musubito.StoreException;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.execution.Degradation;
import io.musubito.store.Store;
import io.musubito.store.jdbc.JdbcStore;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * An application with the steps of a {@link Desk}.
 */
final class Office implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Starts it.
	 * @param store the store, in place of the configured one
	 */
	Office(@Nullable Supplier<JdbcStore> store, String... properties) {
		this(store, null, properties);
	}

	/**
	 * Starts it.
	 * @param store the store, in place of the configured one
	 * @param dataSource the bean {@code faulty}
	 */
	Office(@Nullable Supplier<JdbcStore> store, @Nullable DataSource dataSource, String... properties) {
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(this.context, "musubito.claims.max-wait=5s",
				"musubito.claims.on-timeout=fail", "spring.lifecycle.timeout-per-shutdown-phase=1s");
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(this.context, properties);
		this.context.registerBean(Clock.class, () -> World.CLOCK);
		this.context.register(Desk.Application.class, MusubitoAutoConfiguration.class);
		if (dataSource != null) {
			this.context.registerBean("faulty", DataSource.class, () -> dataSource);
		}
		if (store != null) {
			this.context.addBeanFactoryPostProcessor(replacing(store));
		}
		boolean started = false;
		try {
			this.context.refresh();
			started = true;
		}
		finally {
			if (!started) {
				this.context.close();
			}
		}
	}

	private static BeanFactoryPostProcessor replacing(Supplier<JdbcStore> store) {
		return (factory) -> ((AbstractBeanDefinition) factory.getBeanDefinition("musubitoStore"))
			.setInstanceSupplier(store::get);
	}

	Desk desk() {
		return this.context.getBean(Desk.class);
	}

	Desk.Pipelines pipelines() {
		return this.context.getBean(Desk.Pipelines.class);
	}

	Musubito musubito() {
		return this.context.getBean(Musubito.class);
	}

	MusubitoRuns runs() {
		return this.context.getBean(MusubitoRuns.class);
	}

	MusubitoLineage lineage() {
		return this.context.getBean(MusubitoLineage.class);
	}

	MusubitoTransfer transfer() {
		return this.context.getBean(MusubitoTransfer.class);
	}

	Store store() {
		return this.context.getBean(Store.class);
	}

	/**
	 * How often something was not recorded, or not found, because the store failed.
	 */
	long degraded() {
		return this.context.getBean(Degradation.class).count() + store().degraded();
	}

	/**
	 * Waits until what was recorded in the background is committed, or was given up.
	 * Nothing is asked of the database for that.
	 */
	void awaitWritten() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.pollDelay(Duration.ZERO)
			.atMost(PATIENCE)
			.until(() -> store().pendingJournal() == 0);
	}

	/**
	 * Waits until the store works again.
	 */
	void awaitUsable() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.pollDelay(Duration.ZERO)
			.atMost(PATIENCE)
			.until(this::isUsable);
	}

	private boolean isUsable() {
		try {
			flush();
			return store().pendingJournal() == 0;
		}
		catch (StoreException ex) {
			return false;
		}
	}

	/**
	 * Has the writer commit what it has gathered.
	 */
	void flush() {
		store().lineage().find("0");
		store().definitions().remember(Map.of());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
