package io.musubito.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.musubito.StepDefinitionException;
import io.musubito.StoreException;
import io.musubito.UnhashableInputException;
import io.musubito.identity.NameMatching.AmbiguousNamesException;
import io.musubito.identity.NameMatching.Names;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of one effect. What the effect was at the last start decides by which
 * names its parameters count, so that one that was renamed does not perform it again.
 * Read when it is needed first, at startup when possible; while the store can't be read,
 * there is no key and no effect is performed. Safe for use by many threads.
 */
public final class EffectKeys {

	/**
	 * The name of the encoding of effect keys.
	 */
	public static final String SCHEME = EffectEncoding.SCHEME;

	private static final Log logger = LogFactory.getLog(EffectKeys.class);

	private final String namespace;

	private final String operation;

	private final String version;

	private final List<EffectMember> parameters;

	private final String expression;

	private final Predicate<Class<?>> application;

	private final EffectNameMemory memory;

	private volatile @Nullable Known known;

	/**
	 * Creates the keys of an effect.
	 * @param namespace the namespace that it belongs to
	 * @param operation its operation
	 * @param version its version
	 * @param parameters its parameters, all of them; none when its inputs have names
	 * already
	 * @param expression the expression that is the key; empty without one
	 * @param application tells the classes of the application
	 * @param memory remembers names
	 */
	public EffectKeys(String namespace, String operation, String version, List<EffectParameter> parameters,
			String expression, Predicate<Class<?>> application, EffectNameMemory memory) {
		this.namespace = namespace;
		this.operation = operation;
		this.version = version;
		this.parameters = parameters.stream().map(EffectMember::of).toList();
		this.expression = expression;
		this.application = application;
		this.memory = memory;
	}

	/**
	 * Compares the effect with what it was at the last start, and remembers what it is
	 * for the next one.
	 * @throws StepDefinitionException when it is not certain which parameter is which
	 * @throws StoreException when the names can't be read or remembered
	 */
	public void prepare() {
		known();
	}

	/**
	 * By which name a parameter counts.
	 * @param name its name in the code
	 * @return the name that counts
	 */
	public String name(String name) {
		return known().names.getOrDefault(name, name);
	}

	/**
	 * Whether calls are identified today by these inputs.
	 * @param inputs the names by which inputs counted
	 * @return whether the same ones count; inputs with names of their own always do
	 */
	public boolean areOf(Set<String> inputs) {
		Known today = known();
		Set<String> names = this.expression.isEmpty() ? today.parts.values()
			.stream()
			.filter(EffectPart::counts)
			.map(EffectPart::canonical)
			.collect(Collectors.toSet()) : Set.of(today.keyName);
		return this.parameters.isEmpty() || inputs.equals(names);
	}

	/**
	 * Gives inputs the names by which they count: the value of an expression its text,
	 * with the names by which the parameters count, or that of the parameter when it is
	 * no more than one.
	 * @param inputs the inputs of a call
	 * @return the same inputs
	 */
	public List<Input> named(List<Input> inputs) {
		return inputs.stream()
			.map((input) -> new Input(this.expression.isEmpty() ? name(input.name()) : known().keyName, input.value(),
					input.declaredType()))
			.toList();
	}

	/**
	 * Hashes what identifies a call.
	 * @param inputs the inputs by the names by which they count
	 * @return the hashes by name
	 * @throws UnhashableInputException when one can't identify the effect
	 */
	SortedMap<String, String> hashes(List<Input> inputs) {
		SortedMap<String, String> hashes = new TreeMap<>();
		inputs.forEach((input) -> hashes.put(input.name(), EffectEncoding.hash(read(input))));
		return hashes;
	}

	/**
	 * Makes the key of a call.
	 */
	String key(SortedMap<String, String> hashes) {
		return EffectEncoding.key(this.namespace, this.operation, this.version, hashes);
	}

	/**
	 * Shows what identifies a call, for people and for later comparison.
	 * @param inputs the inputs by the names by which they count
	 * @return a JSON object with a property for each input
	 */
	public String json(List<Input> inputs) {
		StringJoiner json = new StringJoiner(",", "{", "}");
		inputs.forEach((input) -> json.add(EffectJson.quoted(input.name()) + ":" + EffectJson.of(read(input))));
		return json.toString();
	}

	private EffectValue read(Input input) {
		Known current = known();
		try {
			// One at a time: a class that is met first is learnt and remembered
			synchronized (current) {
				EffectValue value = new EffectReader(current.classes).read(input.value(),
						current.parts.get(input.name()), "");
				remember(current);
				return value;
			}
		}
		catch (EffectRefusal ex) {
			throw new UnhashableInputException(
					"Effect '" + this.operation + "': argument '" + input.name() + "' can't identify it: it "
							+ ex.describe() + ". Or annotate the parameters that tell one occurrence "
							+ "from another @EffectKey, give the step a key, or annotate this one @MusubitoIgnore.",
					null);
		}
	}

	private Known known() {
		Known current = this.known;
		if (current == null) {
			synchronized (this) {
				current = (this.known != null) ? this.known : resolve();
				this.known = current;
			}
		}
		return current;
	}

	private Known resolve() {
		Map<String, EffectScope> before = new HashMap<>();
		Map<String, String> remembered = this.memory.findEffectNames(this.operation, this.version);
		remembered.forEach((scope, text) -> before.put(scope, Objects.requireNonNull(EffectScope.read(text))));
		EffectScope earlier = before.remove(EffectScope.PARAMETERS);
		Known resolved = new Known(new EffectClasses(this.application, before), new HashMap<>(remembered));
		try {
			resolveParameters(resolved, earlier);
		}
		catch (EffectRefusal ex) {
			throw refused("what identifies it " + ex.describe() + ". Or annotate the parameters that tell one "
					+ "occurrence from another @EffectKey, or those that don't @MusubitoIgnore.");
		}
		catch (AmbiguousNamesException ex) {
			throw refused("its parameter " + ex.getMessage() + ", so that what was performed would be performed "
					+ "again, or what was not would count as performed. Annotate it @EffectName(\"<that name>\") when it "
					+ "is the same, or @EffectName(\"<its own name>\") when it is not.");
		}
		remember(resolved);
		return resolved;
	}

	private void resolveParameters(Known resolved, @Nullable EffectScope before) {
		List<String> signatures = this.parameters.stream()
			.map((parameter) -> EffectTypes.signature(parameter.type()))
			.toList();
		Names names = NameMatching.match(this.parameters, signatures, before);
		List<EffectPart> parts = new ArrayList<>();
		for (int i = 0; i < this.parameters.size(); i++) {
			EffectMember parameter = this.parameters.get(i);
			refuseLibraryClass(resolved, parameter);
			EffectPart part = new EffectPart(parameter.name(), names.canonical().get(i), signatures.get(i), i,
					parameter.counts(), (parameter.counts() && countsWhole())
							? resolved.classes.places(parameter.type(), names.before().get(i)) : new TreeMap<>());
			parts.add(part);
			resolved.names.put(part.name(), part.canonical());
			resolved.parts.put(part.canonical(), part);
		}
		String key = KeyText.renamed(this.expression, (variable) -> canonical(variable, names.canonical()));
		resolved.keyName = KeyText.isVariable(key) ? key.substring(1) : "key " + key;
		parts.addAll(names.retired());
		if (!this.parameters.isEmpty()) {
			resolved.parameters = new EffectScope(key, parts);
		}
		warn(names, before, resolved);
	}

	private boolean countsWhole() {
		return this.expression.isEmpty() || KeyText.isVariable(this.expression);
	}

	private void refuseLibraryClass(Known resolved, EffectMember parameter) {
		if (parameter.counts() && countsWhole()) {
			EffectTypes.places(parameter.type(), (path, type) -> {
				if (!EffectTypes.isOpen(type) && !resolved.classes.isKnown(type)) {
					throw new EffectRefusal(type, "parameter '" + parameter.name()
							+ "' has a class of a library, of which it is not known what identifies it");
				}
			});
		}
	}

	private String canonical(String variable, List<String> canonical) {
		int index = IntStream.range(0, this.parameters.size())
			.filter((position) -> this.parameters.get(position).name().equals(variable))
			.findFirst()
			.orElseGet(() -> IntStream.range(0, this.parameters.size())
				.filter((position) -> variable.equals("p" + position) || variable.equals("a" + position))
				.findFirst()
				.orElse(-1));
		return (index >= 0) ? canonical.get(index) : variable;
	}

	private void warn(Names names, @Nullable EffectScope before, Known resolved) {
		List<String> renamed = new ArrayList<>(names.renamed());
		renamed.addAll(resolved.classes.renamed());
		resolved.classes.renamed().clear();
		if (!renamed.isEmpty()) {
			// A wrong guess would lose an effect: said once, since the new name is known
			// then
			logger.warn("Effect '" + this.operation + "': " + String.join(", ", renamed)
					+ ", so that what was performed is not performed again. If it is something else, give the step "
					+ "another version, or annotate it @EffectName(\"<another name>\").");
		}
		if (!resolved.classes.changed().isEmpty()) {
			logger.warn("Effect '" + this.operation + "': " + String.join(", ", resolved.classes.changed())
					+ " has other fields than at the last start. What was performed with objects of it until then is "
					+ "another effect: called again, it is performed again.");
			resolved.classes.changed().clear();
		}
		EffectScope now = resolved.parameters;
		if (before != null && now != null && !identifiedBy(before).equals(identifiedBy(now))) {
			logger.warn("Effect '" + this.operation + "' is identified by " + identifiedBy(now) + ", at the last start "
					+ "by " + identifiedBy(before) + ". What was performed until then is another effect: called again, "
					+ "it is performed again.");
		}
	}

	private static TreeSet<String> identifiedBy(EffectScope scope) {
		TreeSet<String> names = new TreeSet<>();
		if (!scope.head().isEmpty() && !KeyText.isVariable(scope.head())) {
			names.add(scope.head());
			return names;
		}
		scope.live()
			.stream()
			.filter(EffectPart::counts)
			.forEach((part) -> names.add(part.canonical() + " (" + part.signature().toLowerCase(Locale.ROOT) + ")"));
		return names;
	}

	private void remember(Known current) {
		int count = current.classes.count();
		if (current.scopes == count) {
			return;
		}
		Map<String, String> changed = new TreeMap<>();
		if (current.parameters != null) {
			changed.put(EffectScope.PARAMETERS, current.parameters.write());
		}
		current.classes.scopes().forEach((name, scope) -> changed.put(name, scope.write()));
		changed.entrySet().removeIf((entry) -> entry.getValue().equals(current.remembered.get(entry.getKey())));
		if (!changed.isEmpty()) {
			this.memory.rememberEffectNames(this.operation, this.version, Collections.unmodifiableMap(changed));
			current.remembered.putAll(changed);
		}
		current.scopes = count;
	}

	private StepDefinitionException refused(String reason) {
		return new StepDefinitionException("Effect '" + this.operation + "': " + reason, null);
	}

	/**
	 * What is known of the effect.
	 */
	private static final class Known {

		private final EffectClasses classes;

		private final Map<String, String> remembered;

		private final Map<String, String> names = new HashMap<>();

		private final Map<String, EffectPart> parts = new HashMap<>();

		private String keyName = "key";

		private @Nullable EffectScope parameters;

		private int scopes = -1;

		private Known(EffectClasses classes, Map<String, String> remembered) {
			this.classes = classes;
			this.remembered = remembered;
		}

	}

}
