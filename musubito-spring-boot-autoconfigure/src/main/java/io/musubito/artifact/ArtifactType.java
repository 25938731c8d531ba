package io.musubito.artifact;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * How results of one declared type are stored, see {@link ArtifactCodec}. Safe for use by
 * any number of threads.
 */
public final class ArtifactType {

	private final JavaType type;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final ObjectReader trees;

	ArtifactType(JsonMapper mapper, JavaType type) {
		this.type = type;
		// As an element, because a root value loses the type arguments of a sealed type
		this.writer = mapper.writerFor(mapper.getTypeFactory().constructCollectionType(List.class, type));
		this.reader = mapper.readerFor(type);
		this.trees = mapper.reader();
	}

	/**
	 * The declared type of the results.
	 * @return the type, with its type arguments
	 */
	public Type declaredType() {
		return this.type;
	}

	/**
	 * The name of the type, with its type arguments.
	 * @return the name by which {@link ArtifactCodec#findType} finds it
	 */
	public String canonicalName() {
		return this.type.toCanonical();
	}

	/**
	 * Whether there is nothing to return.
	 * @return whether the type is {@code void} or {@code Void}
	 */
	public boolean isVoid() {
		return this.type.hasRawClass(void.class) || this.type.hasRawClass(Void.class);
	}

	/**
	 * Whether a value may be a result, as far as its class tells.
	 * @param value the value
	 * @return whether it may
	 */
	public boolean isInstance(@Nullable Object value) {
		return (isVoid()) ? value == null : ClassUtils.isAssignableValue(this.type.getRawClass(), value);
	}

	/**
	 * Encodes a result. Equal values have equal artifacts, in every JVM.
	 * @param value the result
	 * @return its artifact
	 * @throws ArtifactFormatException when it has a cycle, is nested too deeply or can't
	 * be written
	 */
	public Artifact encode(@Nullable Object value) {
		return Artifact.of(write(value));
	}

	/**
	 * Decodes a result.
	 * @param payload the payload of an artifact
	 * @return the result, a new object each time
	 * @throws ArtifactFormatException when the payload is not one of this type
	 */
	public @Nullable Object decode(byte[] payload) {
		try {
			return this.reader.readValue(payload);
		}
		catch (JacksonException ex) {
			throw ArtifactFormatException.reading(this.type, ex);
		}
	}

	/**
	 * Decodes a result that was written by hand: nothing of it may be missing.
	 * @param json the result as JSON, in the form in which results are stored
	 * @return the result
	 * @throws ArtifactFormatException when the JSON is none of this type, or lacks
	 * something that the artifact has
	 */
	public @Nullable Object decodeAll(String json) {
		byte[] payload = json.getBytes(StandardCharsets.UTF_8);
		Object value = decode(payload);
		try {
			MissingProperties.check(this.trees.readTree(payload), this.trees.readTree(write(value)), this.type);
		}
		catch (JacksonException ex) {
			throw ArtifactFormatException.reading(this.type, ex);
		}
		return value;
	}

	/**
	 * Decodes the value that a parser is at.
	 */
	@Nullable Object decodeNext(JsonParser parser) {
		try {
			return this.reader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(parser);
		}
		catch (JacksonException ex) {
			throw ArtifactFormatException.reading(this.type, ex);
		}
	}

	private byte[] write(@Nullable Object value) {
		try {
			byte[] element = this.writer.writeValueAsBytes(Collections.singletonList(value));
			return Arrays.copyOfRange(element, 1, element.length - 1);
		}
		catch (JacksonException ex) {
			throw ArtifactFormatException.writing(this.type, ex);
		}
	}

}
