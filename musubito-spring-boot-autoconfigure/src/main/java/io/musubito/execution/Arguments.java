package io.musubito.execution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.identity.Input;
import io.musubito.identity.StepIdentifier;
import io.musubito.value.UnhashableValueException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares the arguments of an execution with what they were before: what a step does to
 * its arguments, a replay doesn't do. An argument that another thread changes meanwhile
 * is seen the same way: the result may be one of either content. Safe for use by many
 * threads.
 */
final class Arguments {

	private static final Log logger = LogFactory.getLog(Arguments.class);

	private static final Set<Class<?>> IMMUTABLE = Set.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, BigInteger.class, BigDecimal.class,
			UUID.class, URI.class, URL.class, Locale.class, Currency.class, Class.class);

	private final StepIdentifier identifier;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	Arguments(StepIdentifier identifier) {
		this.identifier = identifier;
	}

	/**
	 * Notes what the arguments are, before the body runs.
	 * @param call the call
	 * @return what to compare them with; without those that can't change
	 */
	List<Noted> note(IdentifiedCall call) {
		List<Noted> noted = new ArrayList<>();
		for (Input input : call.call().inputs()) {
			if (!isImmutable(input.value())) {
				add(noted, call, input, hashInIdentity(call, input));
			}
		}
		for (Input argument : call.call().consumed()) {
			if (!isImmutable(argument.value()) && !isAmong(call.call().inputs(), argument)) {
				add(noted, call, argument, null);
			}
		}
		return noted;
	}

	/**
	 * Whether an argument is another one than it was, now that the body has run. Tells of
	 * it, once of each argument of a step.
	 * @param call the call
	 * @param noted what the arguments were
	 * @return whether at least one has changed or can't be read any more
	 */
	boolean haveChanged(IdentifiedCall call, List<Noted> noted) {
		boolean changed = false;
		for (Noted before : noted) {
			String what = findChange(before);
			if (what != null) {
				changed = true;
				warn(call, before.argument(), what + consequence(call));
			}
		}
		return changed;
	}

	/**
	 * The hash that the call was identified by. What identifies an effect has another
	 * encoding.
	 */
	private static @Nullable String hashInIdentity(IdentifiedCall call, Input input) {
		return (call.call().step().effect() == null) ? call.identity().components().get("input." + input.name()) : null;
	}

	private void add(List<Noted> noted, IdentifiedCall call, Input argument, @Nullable String hash) {
		try {
			noted.add(new Noted(argument, (hash != null) ? hash : this.identifier.hash(argument)));
		}
		catch (UnhashableValueException ex) {
			warn(call, argument,
					"can't be hashed (" + ex.reason() + "), so that it is not seen whether the step changes it, which "
							+ "a replay would not do. Annotate the parameter @MusubitoIgnore when it does not, or "
							+ "pass what the step needs of it.");
		}
	}

	private @Nullable String findChange(Noted before) {
		try {
			return (this.identifier.hash(before.argument()).equals(before.hash())) ? null
					: "was changed while the step ran, by the step or by another thread";
		}
		catch (UnhashableValueException ex) {
			return "can't be read any more after the step has run (at " + ex.path() + ": " + ex.reason() + ")";
		}
	}

	private static String consequence(IdentifiedCall call) {
		String remedy = "Return what was changed, or let the step work on a copy of the argument. A field that only "
				+ "remembers something computed is to be transient.";
		return (call.call().step().effect() != null)
				? ". The effect is recorded and not performed again: a later call gets the same result, but its "
						+ "argument stays as it is. " + remedy
				: ". A replay would not do that: the result is returned but not kept, so that the step executes at "
						+ "each such call. " + remedy;
	}

	private void warn(IdentifiedCall call, Input argument, String what) {
		if (this.warned.add(call.operation() + " " + argument.name())) {
			Object value = argument.value();
			logger.warn("Step '" + call.operation() + "': argument '" + argument.name() + "' of type "
					+ ((value != null) ? value.getClass().getName() : "null") + " " + what + " Told once.");
		}
	}

	private static boolean isAmong(List<Input> inputs, Input argument) {
		for (Input input : inputs) {
			// Not equals: it is the application's
			if (input == argument) {
				return true;
			}
		}
		return false;
	}

	private static boolean isImmutable(@Nullable Object value) {
		return value == null || value instanceof Enum || IMMUTABLE.contains(value.getClass())
				|| value.getClass().getPackageName().equals("java.time");
	}

	/**
	 * An argument before the body ran.
	 *
	 * @param argument the argument
	 * @param hash its hash then
	 */
	record Noted(Input argument, String hash) {

	}

}
