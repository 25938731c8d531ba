package io.musubito.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which member is which one of the last start. One that has another name is
 * recognised by its position and type, when no other could be it; where that is not
 * certain it is refused, since one answer performs an effect twice, and another one
 * never.
 */
final class NameMatching {

	private final List<EffectMember> members;

	private final List<String> signatures;

	private final EffectScope before;

	private final @Nullable EffectPart[] found;

	private final List<String> renamed = new ArrayList<>();

	private NameMatching(List<EffectMember> members, List<String> signatures, EffectScope before) {
		this.members = members;
		this.signatures = signatures;
		this.before = before;
		this.found = new EffectPart[members.size()];
	}

	/**
	 * Compares members with those of the last start.
	 * @param members the members, in their order
	 * @param signatures what each holds
	 * @param before what was remembered; {@code null} when nothing was
	 * @return the names
	 * @throws AmbiguousNamesException when it is not certain which is which
	 */
	static Names match(List<EffectMember> members, List<String> signatures, @Nullable EffectScope before) {
		NameMatching matching = new NameMatching(members, signatures,
				(before != null) ? before : new EffectScope("", List.of()));
		matching.matchByName();
		matching.matchByPosition();
		return matching.names();
	}

	private void matchByName() {
		for (int i = 0; i < this.found.length; i++) {
			EffectMember member = this.members.get(i);
			if (member.pin() != null) {
				this.found[i] = find((part) -> part.canonical().equals(member.pin()));
			}
			else {
				this.found[i] = find((part) -> part.name().equals(member.name()));
			}
		}
		for (int i = 0; i < this.found.length; i++) {
			// Back from a later name
			String name = this.members.get(i).name();
			if (isNew(i)) {
				this.found[i] = find((part) -> isGone(part) && part.canonical().equals(name));
			}
		}
	}

	private void matchByPosition() {
		List<Integer> unknown = IntStream.range(0, this.found.length).filter(this::isNew).boxed().toList();
		List<EffectPart> gone = this.before.live().stream().filter(this::isGone).toList();
		for (int index : unknown) {
			String signature = this.signatures.get(index);
			List<EffectPart> candidates = gone.stream().filter((part) -> part.signature().equals(signature)).toList();
			EffectPart here = candidates.stream().filter((part) -> part.position() == index).findFirst().orElse(null);
			boolean only = candidates.size() == 1
					&& unknown.stream().filter((other) -> this.signatures.get(other).equals(signature)).count() == 1;
			if (here != null && (only || isPositional(index, here))) {
				this.found[index] = here;
				this.renamed.add("'" + this.members.get(index).name() + "' is taken for '" + here.name()
						+ "' of the last start");
			}
			else if (candidates.stream().anyMatch((part) -> part.counts() || this.members.get(index).counts())) {
				throw new AmbiguousNamesException(this.members.get(index).name(),
						candidates.stream().map(EffectPart::name).toList());
			}
		}
	}

	private boolean isPositional(int index, EffectPart part) {
		// Without -parameters at this start or at the last one: the position is all there
		// is
		String positional = "p" + index;
		return part.name().equals(positional) || this.members.get(index).name().equals(positional);
	}

	private boolean isNew(int index) {
		return this.found[index] == null && this.members.get(index).pin() == null;
	}

	private boolean isGone(EffectPart part) {
		return this.members.stream().noneMatch((member) -> member.pin() == null && member.name().equals(part.name()))
				&& Arrays.stream(this.found).noneMatch((other) -> other == part);
	}

	private @Nullable EffectPart find(Predicate<EffectPart> wanted) {
		return this.before.parts()
			.stream()
			.filter(wanted)
			.min((one, other) -> Boolean.compare(one.isRetired(), other.isRetired()))
			.orElse(null);
	}

	private Names names() {
		List<String> canonical = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (int i = 0; i < this.found.length; i++) {
			EffectMember member = this.members.get(i);
			EffectPart part = this.found[i];
			String name = Objects.requireNonNullElse(member.pin(), (part != null) ? part.canonical() : member.name());
			if (!taken.add(name)) {
				throw new AmbiguousNamesException(member.name(), List.of(name));
			}
			canonical.add(name);
		}
		List<EffectPart> retired = this.before.parts()
			.stream()
			.filter((part) -> !taken.contains(part.canonical()))
			.map(EffectPart::retired)
			.toList();
		return new Names(canonical, Arrays.asList(this.found), retired, this.renamed);
	}

	/**
	 * Which member is which.
	 *
	 * @param canonical the names that count, in the order of the members
	 * @param before what each was; {@code null} when it was not there
	 * @param retired what is no member any more
	 * @param renamed what was recognised under another name, for the log
	 */
	record Names(List<String> canonical, List<@Nullable EffectPart> before, List<EffectPart> retired,
			List<String> renamed) {

	}

	/**
	 * Thrown when it is not certain which member is which.
	 */
	static final class AmbiguousNamesException extends RuntimeException {

		AmbiguousNamesException(String name, List<String> candidates) {
			super("'" + name + "' is new, and could be "
					+ String.join(" or ", candidates.stream().map((candidate) -> "'" + candidate + "'").toList())
					+ " of the last start with another name", null, false, false);
		}

	}

}
