package io.musubito.artifact;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import tools.jackson.databind.json.JsonMapper;

/**
 * Turns results of steps into artifacts and back. It has a JSON mapper of its own, so
 * that nothing that an application configures changes what is stored. Safe for use by any
 * number of threads.
 */
public final class ArtifactCodec {

	private final JsonMapper mapper;

	private final StorableTypes storableTypes;

	private final NamedClasses namedClasses;

	private final Map<Type, ArtifactType> types = new ConcurrentHashMap<>();

	/**
	 * Creates a codec.
	 * @param applicationTypes which classes belong to the application; these are written
	 * by field, all others as Jackson does by default
	 */
	public ArtifactCodec(Predicate<Class<?>> applicationTypes) {
		this.mapper = ArtifactMapper.create(applicationTypes);
		this.namedClasses = new NamedClasses(applicationTypes);
		this.storableTypes = new StorableTypes(this.mapper, applicationTypes);
	}

	/**
	 * Prepares a type, at startup. What it accepts may still hold a value that does not
	 * survive, an {@code Instant} in a {@code Map<String, Object>} for example; comparing
	 * the decoded value with the original one shows that.
	 * @param declaredType what a step returns, with type variables resolved;
	 * {@code void.class} for nothing
	 * @return how results of this type are stored
	 * @throws UnstorableTypeException when values of this type can't be read back
	 */
	public ArtifactType typeOf(Type declaredType) {
		ArtifactType known = this.types.get(declaredType);
		return (known != null) ? known : this.types.computeIfAbsent(declaredType,
				(type) -> new ArtifactType(this.mapper, this.storableTypes.check(type)));
	}

	/**
	 * Finds a type by its name, which may come from the store.
	 * @param canonicalName the name, see {@link ArtifactType#canonicalName()}
	 * @return the type; empty when there is none of that name any more, when values of it
	 * can't be read back any more, or when it is not of the application, the JDK's values
	 * or Spring AI
	 */
	public Optional<ArtifactType> findType(String canonicalName) {
		if (!this.namedClasses.permit(canonicalName)) {
			return Optional.empty();
		}
		try {
			return Optional.of(typeOf(this.mapper.getTypeFactory().constructFromCanonical(canonicalName)));
		}
		catch (IllegalArgumentException | UnstorableTypeException ex) {
			return Optional.empty();
		}
	}

}
