package io.musubito.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import io.musubito.identity.NameMatching.AmbiguousNamesException;
import io.musubito.identity.NameMatching.Names;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The classes of what identifies one effect, those of its declaration and those that are
 * met in arguments. A class that has another name than at the last start is recognised
 * where only objects of it were expected.
 */
final class EffectClasses {

	private final Predicate<Class<?>> application;

	private final Map<String, EffectScope> before = new ConcurrentHashMap<>();

	private final ConcurrentMap<Class<?>, EffectClass> classes = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Class<?>> variants = new ConcurrentHashMap<>();

	private final Set<String> claimed = new HashSet<>();

	private final List<String> renamed = new ArrayList<>();

	private final List<String> changed = new ArrayList<>();

	EffectClasses(Predicate<Class<?>> application, Map<String, EffectScope> before) {
		this.application = application;
		this.before.putAll(before);
	}

	/**
	 * Finds a class that is known already.
	 */
	@Nullable EffectClass find(Class<?> type) {
		return this.classes.get(type);
	}

	/**
	 * Gets to know a class.
	 * @param type the class
	 * @return its names
	 * @throws EffectRefusal when objects of it can't identify an effect, or it is not
	 * certain which class of the last start it is
	 */
	EffectClass learn(Class<?> type) {
		return learn(type, null, false);
	}

	/**
	 * By which name a class counts where objects of others may be too.
	 * @throws EffectRefusal as {@link #learn}, and when another class has this name
	 */
	String variant(Class<?> type) {
		EffectClass known = find(type);
		EffectClass names = (known != null) ? known : learn(type, null, true);
		Class<?> other = this.variants.putIfAbsent(names.variant(), type);
		if (other != null && other != type) {
			throw sameVariant(type, names.variant(), other.getName());
		}
		if (other == null) {
			this.before.forEach((name, scope) -> {
				if (scope.head().equals(names.variant()) && !name.equals(type.getName()) && exists(name, type)) {
					throw sameVariant(type, names.variant(), name);
				}
			});
		}
		return names.variant();
	}

	/**
	 * What is to be remembered.
	 */
	Map<String, EffectScope> scopes() {
		Map<String, EffectScope> scopes = new TreeMap<>();
		this.classes.forEach((type, names) -> scopes.put(type.getName(), names.scope()));
		return scopes;
	}

	/**
	 * How many classes are known.
	 */
	int count() {
		return this.classes.size();
	}

	/**
	 * What was recognised under another name.
	 */
	List<String> renamed() {
		return this.renamed;
	}

	/**
	 * Of which classes the content is another one than at the last start.
	 */
	List<String> changed() {
		return this.changed;
	}

	/**
	 * The places of objects within a member.
	 * @param type the type of the member
	 * @param before what is remembered of it; {@code null} when nothing is
	 * @return the places by path
	 */
	SortedMap<String, EffectPart.Place> places(ResolvableType type, @Nullable EffectPart before) {
		SortedMap<String, EffectPart.Place> places = new TreeMap<>();
		EffectTypes.places(type, (path, declared) -> places.put(path,
				place(declared, (before != null) ? before.places().get(path) : null)));
		return places;
	}

	private EffectPart.Place place(Class<?> declared, EffectPart.@Nullable Place before) {
		String earlier = (before != null) ? before.plain() : "";
		if (EffectTypes.isOpen(declared)) {
			learnPermitted(declared);
			return new EffectPart.Place(declared.getName(), true, earlier);
		}
		if (!isKnown(declared)) {
			return new EffectPart.Place(declared.getName(), true, earlier);
		}
		EffectClass names = learn(declared, before, false);
		return new EffectPart.Place(declared.getName(), false,
				(before != null && before.open()) ? earlier : names.variant());
	}

	private void learnPermitted(Class<?> sealed) {
		Class<?>[] permitted = sealed.getPermittedSubclasses();
		if (permitted != null) {
			for (Class<?> type : permitted) {
				if (type.isSealed()) {
					learnPermitted(type);
				}
				if (!EffectTypes.isOpen(type) && isKnown(type)) {
					variant(type);
				}
			}
		}
	}

	/**
	 * Whether objects of a class can identify an effect by their fields.
	 */
	boolean isKnown(Class<?> type) {
		return type.isRecord() || type.isEnum() || this.application.test(type);
	}

	private EffectClass learn(Class<?> type, EffectPart.@Nullable Place place, boolean open) {
		EffectClass known = find(type);
		if (known != null) {
			return known;
		}
		if (!isKnown(type)) {
			throw new EffectRefusal(type, "it is a class of a library, of which it is not known what identifies it");
		}
		List<EffectMember> members = type.isEnum() ? List.of() : EffectMember.of(type, this.application);
		List<String> signatures = members.stream().map((member) -> EffectTypes.signature(member.type())).toList();
		String pin = EffectMember.pin(type);
		String origin = origin(type, place, pin);
		if (origin == null && open && pin == null) {
			refuseRenamed(type, signatures);
		}
		EffectScope source = (origin != null) ? this.before.get(origin) : null;
		Names names = match(type, members, signatures, source);
		if (source != null && !source.content().equals(content(names, signatures))) {
			this.changed.add(type.getName());
		}
		boolean copied = origin != null && source != null && !type.getName().equals(origin) && exists(origin, type);
		String variant = Objects.requireNonNullElse(pin,
				(source != null && !copied) ? source.head() : type.getSimpleName());
		if (origin != null && source != null && !copied && !type.getName().equals(origin)) {
			this.renamed.add(type.getName() + " is taken for " + origin + " of the last start");
			this.claimed.add(origin);
		}
		return complete(type, variant, members, signatures, names);
	}

	private EffectClass complete(Class<?> type, String variant, List<EffectMember> members, List<String> signatures,
			Names names) {
		List<EffectPart> parts = new ArrayList<>();
		List<EffectClass.Member> read = new ArrayList<>();
		EffectClass learnt = new EffectClass(variant, read, new EffectScope(variant, parts));
		// Before its members, which may be of its own class
		this.classes.put(type, learnt);
		try {
			for (int i = 0; i < members.size(); i++) {
				EffectMember member = members.get(i);
				EffectPart part = new EffectPart(member.name(), names.canonical().get(i), signatures.get(i), i, true,
						places(member.type(), names.before().get(i)));
				parts.add(part);
				read.add(new EffectClass.Member(Objects.requireNonNull(member.field()), part));
			}
		}
		catch (RuntimeException ex) {
			this.classes.remove(type);
			throw ex;
		}
		names.renamed().forEach((name) -> this.renamed.add(type.getName() + ": " + name));
		parts.addAll(names.retired());
		return learnt;
	}

	/**
	 * The class that this one was at the last start.
	 */
	private @Nullable String origin(Class<?> type, EffectPart.@Nullable Place place, @Nullable String pin) {
		String name = type.getName();
		if (this.before.containsKey(name)) {
			return name;
		}
		if (place != null && !place.open() && this.before.containsKey(place.type())) {
			return place.type();
		}
		String variant = Objects.requireNonNullElse(pin, type.getSimpleName());
		return this.before.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().head().equals(variant) && !exists(entry.getKey(), type))
			.map(Map.Entry::getKey)
			.sorted()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Refuses a class that may be one of the last start: where objects of several classes
	 * are expected nothing says which.
	 */
	private void refuseRenamed(Class<?> type, List<String> signatures) {
		List<String> sorted = signatures.stream().sorted().toList();
		this.before.forEach((name, scope) -> {
			if (!this.claimed.contains(name) && !exists(name, type) && scope.signatures().equals(sorted)) {
				throw new EffectRefusal(type,
						"it is not certain whether that is " + name
								+ " with another name, which was there and is gone. "
								+ "When it is, annotate the class @EffectName(\"" + scope.head()
								+ "\"), otherwise @EffectName(\"" + type.getSimpleName() + "\")");
			}
		});
	}

	private static Set<String> content(Names names, List<String> signatures) {
		Set<String> content = new HashSet<>();
		for (int i = 0; i < signatures.size(); i++) {
			content.add(names.canonical().get(i) + " " + signatures.get(i));
		}
		return content;
	}

	private static Names match(Class<?> type, List<EffectMember> members, List<String> signatures,
			@Nullable EffectScope before) {
		try {
			return NameMatching.match(members, signatures, before);
		}
		catch (AmbiguousNamesException ex) {
			throw new EffectRefusal(type, "of its fields " + ex.getMessage()
					+ ". Annotate it @EffectName(\"<that name>\") when it is the same, or @EffectName(\"<its own "
					+ "name>\") when it is not");
		}
	}

	private static EffectRefusal sameVariant(Class<?> type, String variant, String other) {
		return new EffectRefusal(type, "it counts as '" + variant + "', and so does " + other
				+ ", so that one would be taken for the other. Annotate one of both @EffectName(\"…\")");
	}

	private static boolean exists(String name, Class<?> beside) {
		ClassLoader loader = beside.getClassLoader();
		String resource = name.replace('.', '/') + ".class";
		return ((loader != null) ? loader.getResource(resource) : ClassLoader.getSystemResource(resource)) != null;
	}

}
