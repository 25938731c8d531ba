package io.musubito.identity;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.IdentityContributor;
import io.musubito.StepDefinition;
import io.musubito.UnhashableInputException;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link IdentityContributor} beans add to the identity of a call.
 */
public final class IdentityContributors {

	private final CanonicalEncoder encoder;

	private final Map<String, IdentityContributor> contributors;

	/**
	 * Creates the contributors.
	 * @param encoder hashes what is contributed
	 * @param contributors the contributors by bean name
	 */
	public IdentityContributors(CanonicalEncoder encoder, Map<String, IdentityContributor> contributors) {
		this.encoder = encoder;
		this.contributors = Map.copyOf(contributors);
	}

	/**
	 * Asks all contributors.
	 * @param configuration what the identity of a call is made of without them
	 * @param step the step that is called
	 * @return the configuration, with hashes by {@code contributor <bean name>}
	 * @throws UnhashableInputException if a contributor fails, or contributes something
	 * without content
	 */
	public SortedMap<String, String> addTo(SortedMap<String, String> configuration, StepDefinition step) {
		if (this.contributors.isEmpty()) {
			return configuration;
		}
		SortedMap<String, String> contributors = new TreeMap<>(configuration);
		this.contributors.forEach((name, contributor) -> {
			String hash = hash(step, name, contributor);
			if (hash != null) {
				contributors.put("contributor " + name, hash);
			}
		});
		return contributors;
	}

	private @Nullable String hash(StepDefinition step, String name, IdentityContributor contributor) {
		try {
			Object value = contributor.identity(step);
			return (value != null) ? this.encoder.hash(value, Object.class) : null;
		}
		catch (UnhashableValueException ex) {
			throw new UnhashableInputException(("Step '%s': what IdentityContributor '%s' returned can't be hashed at "
					+ "%s, of type %s: %s. Return a string, a number or a record.")
				.formatted(step.operation(), name, ex.path(), ex.type(), ex.reason()), ex);
		}
		catch (RuntimeException ex) {
			throw new UnhashableInputException(
					("Step '%s': IdentityContributor '%s' failed with %s, so it is not known "
							+ "what identifies the call, and the step was not run. Correct the contributor, or let it return "
							+ "null where it has nothing to add.")
						.formatted(step.operation(), name, ex.getClass().getName()),
					ex);
		}
	}

}
