package io.musubito.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the arguments of one method are stored: as a JSON array, each as a result of its
 * type would be. Safe for use by any number of threads.
 */
public final class ArgumentsType {

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	private final List<ArtifactType> types;

	/**
	 * Creates it.
	 * @param types the types of the parameters
	 */
	public ArgumentsType(List<ArtifactType> types) {
		this.types = List.copyOf(types);
	}

	/**
	 * Encodes arguments.
	 * @param arguments the arguments
	 * @return a JSON array
	 * @throws ArtifactFormatException when one has a cycle, is nested too deeply or can't
	 * be written
	 */
	public String encode(@Nullable Object[] arguments) {
		List<String> encoded = new ArrayList<>(this.types.size());
		for (int i = 0; i < this.types.size(); i++) {
			encoded.add(new String(this.types.get(i).encode(arguments[i]).payload(), StandardCharsets.UTF_8));
		}
		return "[" + String.join(",", encoded) + "]";
	}

	/**
	 * Counts arguments that somebody wrote.
	 * @param json a JSON array
	 * @return how many elements it has
	 * @throws ArtifactFormatException when it is none
	 */
	public static int count(String json) {
		try {
			JsonNode array = MAPPER.readTree(json);
			if (!array.isArray()) {
				throw new ArtifactFormatException("The arguments are no JSON array", null);
			}
			return array.size();
		}
		catch (JacksonException ex) {
			throw new ArtifactFormatException("The arguments are no JSON: " + ex.getClass().getName(), ex);
		}
	}

	/**
	 * Decodes arguments.
	 * @param json what {@link #encode} returned for parameters of these types
	 * @return the arguments
	 * @throws ArtifactFormatException when one can't be read as its type
	 */
	public @Nullable Object[] decode(String json) {
		try (JsonParser parser = MAPPER.createParser(json)) {
			parser.nextToken();
			@Nullable Object[] arguments = new Object[this.types.size()];
			for (int i = 0; i < arguments.length; i++) {
				parser.nextToken();
				arguments[i] = this.types.get(i).decodeNext(parser);
			}
			return arguments;
		}
		catch (JacksonException ex) {
			throw new ArtifactFormatException("Stored arguments can't be read: " + ex.getClass().getName(), ex);
		}
	}

}
