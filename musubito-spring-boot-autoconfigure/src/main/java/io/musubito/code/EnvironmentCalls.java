package io.musubito.code;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Tells which properties and which beans calls of libraries ask for.
 */
final class EnvironmentCalls {

	private static final String ENVIRONMENT = "org/springframework/core/env/";

	private static final String OBJECT = "java/lang/Object";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}$]+)");

	private static final Set<String> BY_KEY = Set.of("getProperty", "getRequiredProperty", "containsProperty");

	private static final Set<String> BY_TEXT = Set.of("resolvePlaceholders", "resolveRequiredPlaceholders",
			"resolveStringValue", "resolveEmbeddedValue");

	private static final Set<String> LOOK_UPS = Set.of("getBean", "getBeanProvider", "getBeansOfType",
			"getBeansWithAnnotation", "getBeanNamesForType", "getBeanNamesForAnnotation");

	private EnvironmentCalls() {
	}

	/**
	 * Notes what a call asks for.
	 * @param owner the class that the method is called on
	 * @param name the method
	 * @param arguments what it is called with
	 * @param asked where to note it
	 */
	static void note(String owner, String name, List<StackValue> arguments, Collection<Asked> asked) {
		if (owner.startsWith("java/lang/")) {
			process(owner, name, arguments, asked);
		}
		else if (owner.startsWith("org/springframework/")) {
			if (owner.startsWith(ENVIRONMENT) && BY_KEY.contains(name)) {
				key("", arguments, asked);
			}
			else if (BY_TEXT.contains(name)) {
				placeholders(arguments, asked);
			}
			else if (owner.startsWith(ENVIRONMENT) && name.contains("Profiles")) {
				asked.add(Asked.property("spring.profiles.active"));
			}
			else if (owner.startsWith(ENVIRONMENT) && name.equals("getPropertySources")) {
				asked.add(Asked.setting("the sources of properties"));
			}
			else if (name.equals("publishEvent") || name.equals("multicastEvent")) {
				event(arguments, asked);
			}
			else if (isLookUp(owner, name)) {
				bean(arguments, asked);
			}
			else {
				handedOver(owner, arguments, asked);
			}
		}
		else {
			handedOver(owner, arguments, asked);
		}
	}

	private static void process(String owner, String name, List<StackValue> arguments, Collection<Asked> asked) {
		switch (owner + "." + name) {
			case "java/lang/System.getProperty", "java/lang/Integer.getInteger", "java/lang/Long.getLong",
					"java/lang/Boolean.getBoolean" ->
				key("system:", arguments, asked);
			case "java/lang/System.getenv" -> {
				if (arguments.isEmpty()) {
					asked.add(Asked.setting("all environment variables"));
				}
				else {
					key("env:", arguments, asked);
				}
			}
			case "java/lang/System.getProperties" -> asked.add(Asked.setting("all system properties"));
			default -> {
				// Asks for nothing
			}
		}
	}

	private static void key(String prefix, List<StackValue> arguments, Collection<Asked> asked) {
		String key = (arguments.isEmpty()) ? null : text(arguments.get(0));
		asked.add((key != null) ? Asked.property(prefix + key) : Asked.setting("properties by computed names"));
	}

	private static void placeholders(List<StackValue> arguments, Collection<Asked> asked) {
		String text = (arguments.isEmpty()) ? null : text(arguments.get(0));
		if (text == null) {
			asked.add(Asked.setting("properties by computed names"));
			return;
		}
		Matcher matcher = PLACEHOLDER.matcher(text);
		while (matcher.find()) {
			asked.add(Asked.property(matcher.group(1).strip()));
		}
	}

	static boolean isLookUp(String owner, String name) {
		return (owner.startsWith("org/springframework/beans/factory/")
				|| owner.startsWith("org/springframework/context/") || owner.startsWith("org/springframework/boot/")
				|| owner.startsWith("org/springframework/web/context/")) && LOOK_UPS.contains(name);
	}

	private static void bean(List<StackValue> arguments, Collection<Asked> asked) {
		if (arguments.stream().noneMatch((argument) -> argument.constant() != null)) {
			asked.add(Asked.setting("beans by computed names or types"));
		}
		for (StackValue argument : arguments) {
			if (argument.constant() instanceof Type type && type.getSort() == Type.OBJECT) {
				asked.add(Asked.bean(type.getInternalName()));
			}
			else if (argument.constant() instanceof String name) {
				asked.add(Asked.bean(CodeDependencies.BEAN_NAME + name));
			}
		}
	}

	/**
	 * Who listens to an event of the application is known; for others libraries may, too.
	 */
	private static void event(List<StackValue> arguments, Collection<Asked> asked) {
		StackValue event = (arguments.isEmpty()) ? StackValue.of(OBJECT) : arguments.get(0);
		Set<String> types = new HashSet<>(event.classes());
		types.removeIf(DeclaredTypes::isVariable);
		if (types.isEmpty()) {
			asked.add(Asked.surroundings("listeners of events that are published"));
			types.add((event.type().startsWith("[") || event.type().isEmpty()) ? OBJECT : event.type());
		}
		types.forEach((type) -> asked.add(Asked.event(type)));
	}

	private static void handedOver(String owner, List<StackValue> arguments, Collection<Asked> asked) {
		if (owner.startsWith("java/")) {
			return;
		}
		for (StackValue argument : arguments) {
			if (argument.type().startsWith(ENVIRONMENT) && argument.type().endsWith("Environment")) {
				asked.add(Asked.setting("properties that a library takes from the environment"));
			}
		}
	}

	private static @Nullable String text(StackValue value) {
		return (value.constant() instanceof String text) ? text : null;
	}

}
