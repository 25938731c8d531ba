package io.musubito.aop;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.musubito.aop.StepMethod.StepParameter;
import io.musubito.artifact.ArgumentsType;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.artifact.UnstorableTypeException;
import io.musubito.execution.NotDispatchableException;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * How the arguments of a step method are stored for another process: all of them, also
 * those that do not count. Safe for use by any number of threads.
 */
final class StepArguments {

	// What is said of a value may be part of it
	private static final Log logger = LogFactory.getLog(StepArguments.class);

	private final List<StepParameter> parameters;

	private final CanonicalEncoder encoder;

	private final Supplier<ArgumentsType> type;

	StepArguments(List<StepParameter> parameters, ArtifactCodec codec, CanonicalEncoder encoder) {
		this.parameters = parameters;
		this.encoder = encoder;
		this.type = SingletonSupplier.of(() -> new ArgumentsType(
				parameters.stream().map((parameter) -> codec.typeOf(parameter.type())).toList()));
	}

	/**
	 * Encodes arguments, and makes sure that they are read back as they are.
	 * @throws NotDispatchableException when they are not
	 */
	String encode(@Nullable Object[] arguments) {
		for (StepParameter parameter : this.parameters) {
			if (parameter.secret()) {
				throw new NotDispatchableException(
						"argument '" + parameter.name() + "' is a secret, which is not stored");
			}
		}
		try {
			String json = this.type.get().encode(arguments);
			@Nullable Object[] decoded = this.type.get().decode(json);
			for (StepParameter parameter : this.parameters) {
				int index = parameter.index();
				Optional<String> lost = this.encoder.firstDifference(arguments[index], decoded[index],
						parameter.type());
				if (lost.isPresent()) {
					logger.debug("Argument '" + parameter.name() + "' is not the same when it is read back, at "
							+ lost.get());
					throw new NotDispatchableException(
							"argument '" + parameter.name() + "' is not the same when it is read back");
				}
			}
			return json;
		}
		catch (UnstorableTypeException | ArtifactFormatException | UnhashableValueException ex) {
			logger.debug("The arguments of a step can't be stored and read back", ex);
			throw new NotDispatchableException("its arguments can't be stored and read back");
		}
	}

	/**
	 * The arguments of a stored call.
	 * @return the arguments; {@code null} when the classes of today don't hold the same
	 */
	@Nullable Object @Nullable [] decode(String json) {
		try {
			@Nullable Object[] arguments = this.type.get().decode(json);
			return this.type.get().encode(arguments).equals(json) ? arguments : null;
		}
		catch (UnstorableTypeException | ArtifactFormatException ex) {
			return null;
		}
	}

}
