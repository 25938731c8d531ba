package io.musubito.execution;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.musubito.UnhashableInputException;
import io.musubito.code.Ambient;
import io.musubito.identity.ConfigurationFingerprint;
import io.musubito.identity.Identity;
import io.musubito.step.Step;
import io.musubito.value.UnhashableValueException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;

/**
 * What is around calls, for steps whose code asks for it and no others: who calls, in
 * which language, in which time zone. Safe for use by many threads.
 */
public final class Surroundings {

	private static final Log logger = LogFactory.getLog(Surroundings.class);

	private static final String SUBSCRIBER = "principal of the subscriber";

	private static final String TOOL = "tool ";

	private static final String NOBODY = "none";

	private static final String NOT_COUNTED = "not counted";

	private static final Map<String, Ambient> BY_NAME = Arrays.stream(Ambient.values())
		.collect(Collectors.toUnmodifiableMap(Surroundings::name, Function.identity()));

	private final Caller caller;

	private final boolean callerCounts;

	private final Function<Set<String>, ConfigurationFingerprint> properties;

	/**
	 * Creates it.
	 * @param caller tells who calls
	 * @param callerCounts whether who calls counts
	 * @param properties reads the properties with these keys
	 */
	public Surroundings(Caller caller, boolean callerCounts,
			Function<Set<String>, ConfigurationFingerprint> properties) {
		this.caller = caller;
		this.callerCounts = callerCounts;
		this.properties = properties;
	}

	/**
	 * Adds what is around a call.
	 * @param components what the identity of the call is made of without it
	 * @param call the call
	 * @return the components, with those of what the code asks for
	 * @throws UnhashableInputException if it is not known or can't be hashed
	 */
	SortedMap<String, String> addTo(SortedMap<String, String> components, StepCall call) {
		Set<Ambient> ofStep = call.step().code().get().dependencies().ambient();
		CallSurroundings around = call.around();
		if (ofStep.isEmpty() && around.ambient().isEmpty() && around.properties().isEmpty()) {
			return components;
		}
		SortedMap<String, String> all = new TreeMap<>(components);
		Set<Ambient> ambient = EnumSet.noneOf(Ambient.class);
		ambient.addAll(ofStep);
		ambient.addAll(around.ambient());
		for (Ambient asked : ambient) {
			all.put(name(asked), current(asked, call));
			if (asked == Ambient.PRINCIPAL && around.subscriber() != null) {
				all.put(SUBSCRIBER, subscribed(around.subscriber(), call));
			}
		}
		this.properties.apply(around.properties())
			.current()
			.forEach((component, value) -> all.put(TOOL + component, value));
		return all;
	}

	/**
	 * Those components of a step that are looked at by {@link #isChanged}, and not by
	 * what the step is today.
	 */
	SortedMap<String, String> of(SortedMap<String, String> components) {
		SortedMap<String, String> around = new TreeMap<>(components);
		around.keySet()
			.removeIf((component) -> !component.startsWith(TOOL) && !component.equals(SUBSCRIBER)
					&& !component.equals(Identity.TEST) && !BY_NAME.containsKey(component));
		return around;
	}

	/**
	 * Those components of a recorded call as they would be now, in a call by whoever
	 * called then, in the same language and time zone.
	 * @param components what its key was made of
	 * @return the components
	 */
	SortedMap<String, String> foreseen(SortedMap<String, String> components) {
		SortedMap<String, String> around = of(components);
		around.replaceAll((component, then) -> {
			if (component.startsWith(TOOL)) {
				String name = component.substring(TOOL.length());
				return this.properties.apply(Set.of(key(name))).current().getOrDefault(name, "");
			}
			Ambient ambient = BY_NAME.get(component);
			return (ambient != null && ambient.isOfProcess()) ? ofProcess(ambient) : then;
		});
		return around;
	}

	/**
	 * Whether it counts for a call who makes it, and that is somebody.
	 */
	static boolean isCalledBySomebody(SortedMap<String, String> components) {
		return !components.getOrDefault(name(Ambient.PRINCIPAL), NOBODY).equals(NOBODY);
	}

	/**
	 * What was around a step that a call has called, and is another one around the call
	 * now. What is in the identity of the call itself is the same.
	 * @param call the call
	 * @param called what the identity of the other step was made of
	 * @return whether something is another one
	 */
	boolean isChanged(IdentifiedCall call, SortedMap<String, String> called) {
		SortedMap<String, String> own = call.identity().components();
		return called.entrySet().stream().filter((entry) -> !own.containsKey(entry.getKey())).anyMatch((entry) -> {
			String now = current(entry.getKey(), call.call());
			return now != null && !Objects.equals(now, entry.getValue());
		});
	}

	/**
	 * Tells at startup for which steps it counts who calls.
	 * @param steps all steps
	 */
	public void report(Collection<Step> steps) {
		List<String> asking = steps.stream()
			.filter((step) -> step.code().get().dependencies().ambient().contains(Ambient.PRINCIPAL))
			.map((step) -> step.definition().operation())
			.sorted()
			.toList();
		if (asking.isEmpty()) {
			return;
		}
		if (this.callerCounts) {
			logger.info("Who calls is part of the identity of " + String.join(", ", asking)
					+ ": their code asks who that is. musubito.fingerprint.principal=false leaves it out");
		}
		else {
			logger.warn("Who calls is no part of the identity of " + String.join(", ", asking)
					+ ", although their code asks who that is: the answer to one caller is given to others. "
					+ "Remove musubito.fingerprint.principal=false, unless an IdentityContributor tells them apart");
		}
	}

	private @Nullable String current(String component, StepCall call) {
		if (component.startsWith(TOOL)) {
			String name = component.substring(TOOL.length());
			return this.properties.apply(Set.of(key(name))).current().get(name);
		}
		if (component.equals(SUBSCRIBER)) {
			Object subscriber = call.around().subscriber();
			return (subscriber != null) ? subscribed(subscriber, call) : NOBODY;
		}
		Ambient ambient = BY_NAME.get(component);
		return (ambient != null) ? current(ambient, call) : null;
	}

	/**
	 * What is asked for to get a component.
	 */
	private static String key(String component) {
		return (component.startsWith("resource ")) ? component.replaceFirst(" ", ":")
				: component.substring(component.indexOf(' ') + 1);
	}

	private static String name(Ambient ambient) {
		return ambient.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private String current(Ambient ambient, StepCall call) {
		return switch (ambient) {
			case PRINCIPAL -> caller(call, this.caller::current);
			case LOCALE -> LocaleContextHolder.getLocale().toLanguageTag();
			case TIME_ZONE -> LocaleContextHolder.getTimeZone().getID();
			case DEFAULT_LOCALE, DEFAULT_TIME_ZONE -> ofProcess(ambient);
		};
	}

	/**
	 * What is the same for all calls of the process.
	 * @param ambient the locale or the time zone of the process
	 * @return its value now
	 */
	public static String ofProcess(Ambient ambient) {
		return (ambient == Ambient.DEFAULT_TIME_ZONE) ? TimeZone.getDefault().getID()
				: Locale.getDefault().toLanguageTag() + " " + Locale.getDefault(Locale.Category.FORMAT).toLanguageTag()
						+ " " + Locale.getDefault(Locale.Category.DISPLAY).toLanguageTag();
	}

	private String subscribed(Object subscriber, StepCall call) {
		return caller(call, () -> this.caller.subscribed(subscriber));
	}

	private String caller(StepCall call, Supplier<@Nullable String> question) {
		if (!this.callerCounts) {
			return NOT_COUNTED;
		}
		try {
			String answer = question.get();
			return (answer != null) ? answer : NOBODY;
		}
		catch (UnhashableValueException ex) {
			throw new UnhashableInputException(("Step '%s': its code asks who calls, so that this is part of the "
					+ "identity, but the caller can't be identified at %s, of type %s: %s. Pass what the step needs to "
					+ "know as an argument, or set musubito.fingerprint.principal=false and register an "
					+ "IdentityContributor that tells callers apart.")
				.formatted(call.step().definition().operation(), ex.path(), ex.type(), ex.reason()), ex);
		}
	}

}
