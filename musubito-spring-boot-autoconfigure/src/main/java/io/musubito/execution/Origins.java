package io.musubito.execution;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.artifact.ArtifactType;
import io.musubito.identity.Input;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Producers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where results came from and finds where arguments came from. Tells, once of
 * each step, where that can't be known. Safe for use by many threads.
 */
final class Origins {

	private static final Log logger = LogFactory.getLog(Origins.class);

	private static final String LIMITS = "it is nested more than 32 levels deep, has more than 100,000 parts or can't "
			+ "be read";

	private final Producers producers;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	Origins(Producers producers) {
		this.producers = producers;
	}

	/**
	 * Finds where an argument and what it contains came from.
	 * @param operation the step that it is given to
	 * @param argument the argument
	 * @param into where to put the origins
	 */
	void collect(String operation, Input argument, Set<Origin> into) {
		if (!this.producers.collect(argument.value(), into) && isNew(operation, argument.name())) {
			logger.warn("Step '" + operation + "': it is not known from which steps all of argument '" + argument.name()
					+ "' came: " + LIMITS + ", so that invalidating one of them may leave this step as it is. Call the "
					+ "step within musubito.merge(…) of the results, or pass less. Told once.");
		}
	}

	/**
	 * Remembers where a result came from.
	 * @param value the result, an object of the caller's own
	 * @param origin where it came from
	 * @param type the type of the result
	 * @param payload what it was read from
	 */
	void remember(@Nullable Object value, Origin origin, ArtifactType type, byte[] payload) {
		String operation = origin.operation();
		if (!this.producers.remember(value, origin, () -> type.decode(payload)) && isNew(operation, "(result)")) {
			logger.warn("Step '" + operation + "': what its result contains is not all remembered as its own: " + LIMITS
					+ ". Where a part is passed on alone, pass it within musubito.merge(…) of the whole result. "
					+ "Told once.");
		}
		if (this.producers.isShared(value) && isNew(operation, "(shared)")) {
			logger.info("Step '" + operation + "' returns an object that others hold as well: "
					+ Objects.requireNonNull(value).getClass().getName() + " gives out the same one for the same "
					+ "content. Where it is passed on, nobody can tell that it came from this step. Return a "
					+ "MusubitoResult where that matters. Told once.");
		}
	}

	void rememberAlone(Object result, Origin origin) {
		this.producers.rememberAlone(result, origin);
	}

	void rememberJoined(Object result, Collection<Origin> from) {
		this.producers.rememberJoined(result, from);
	}

	private boolean isNew(String operation, String subject) {
		return this.warned.add(operation + " " + subject);
	}

}
