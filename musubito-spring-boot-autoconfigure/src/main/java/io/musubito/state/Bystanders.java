package io.musubito.state;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.musubito.value.Supertypes;

/**
 * Objects that take no part in a result: those that write it down, count it, or let
 * threads wait. They neither count nor are they listed.
 */
final class Bystanders {

	private static final Set<String> TYPES = Set.of("org.slf4j.Logger", "org.apache.commons.logging.Log",
			"org.apache.logging.log4j.Logger", "java.lang.System$Logger", "java.util.logging.Logger",
			"io.micrometer.core.instrument.MeterRegistry", "io.micrometer.core.instrument.Meter",
			"io.micrometer.observation.ObservationRegistry", "io.micrometer.observation.ObservationConvention",
			"io.micrometer.tracing.Tracer", "io.musubito.Musubito", "io.musubito.MusubitoLineage",
			"io.musubito.MusubitoRuns", "org.springframework.core.env.PropertyResolver",
			"org.springframework.beans.factory.BeanFactory", "org.springframework.core.io.ResourceLoader",
			"org.springframework.context.ApplicationEventPublisher",
			"org.springframework.transaction.TransactionManager",
			"org.springframework.transaction.support.TransactionOperations",
			"org.springframework.scheduling.TaskScheduler", "java.util.concurrent.Executor",
			"java.util.concurrent.locks.Lock", "java.util.concurrent.locks.ReadWriteLock",
			"java.util.concurrent.locks.Condition", "java.util.concurrent.Semaphore",
			"java.util.concurrent.CountDownLatch", "java.lang.Thread", "java.lang.ThreadGroup", "java.lang.ThreadLocal",
			"java.lang.ClassLoader", "java.util.Timer");

	private static final List<String> PACKAGES = List.of("io.opentelemetry.");

	private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return find(type);
		}

	};

	private Bystanders() {
	}

	static boolean isOne(Class<?> type) {
		return KNOWN.get(type);
	}

	private static boolean find(Class<?> type) {
		if (isOwn(type)) {
			return true;
		}
		return Supertypes.of(type).anyMatch(Bystanders::isNamed);
	}

	/**
	 * Whether it is a part of Musubito, without the values that it gives out.
	 */
	static boolean isOwn(Class<?> type) {
		String name = type.getPackageName();
		return name.startsWith("io.musubito.") && !name.equals("io.musubito.value")
				&& type.getProtectionDomain().getCodeSource() != null
				&& Objects.equals(type.getProtectionDomain().getCodeSource().getLocation(),
						Bystanders.class.getProtectionDomain().getCodeSource().getLocation());
	}

	private static boolean isNamed(Class<?> type) {
		return TYPES.contains(type.getName()) || PACKAGES.stream().anyMatch(type.getName()::startsWith);
	}

}
