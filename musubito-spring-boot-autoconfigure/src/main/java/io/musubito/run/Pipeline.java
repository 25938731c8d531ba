package io.musubito.run;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.musubito.artifact.ArgumentsType;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.artifact.ArtifactType;
import io.musubito.artifact.UnstorableTypeException;
import io.musubito.lineage.PipelineCall;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A method that is a pipeline: how its calls are stored, and how it is called again.
 */
public final class Pipeline {

	private static final String LOST = "they hold a value that is not the same when it is read back.";

	private static final Log logger = LogFactory.getLog(Pipeline.class);

	private final String name;

	private final List<Parameter> parameters;

	private final boolean handsOver;

	private final boolean submittable;

	private final Target target;

	private final PipelineDefinition definition;

	private final CanonicalEncoder encoder;

	private final @Nullable ArgumentsType type;

	private final @Nullable String obstacle;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates the pipeline.
	 * @param name its name
	 * @param parameters the parameters of its method
	 * @param handsOver whether a call returns before the method has begun
	 * @param submittable whether runs may be submitted over the endpoint
	 * @param target calls the method
	 * @param definition what it is made of beside its steps
	 * @param codec stores arguments
	 * @param encoder compares arguments with what is read back
	 */
	public Pipeline(String name, List<Parameter> parameters, boolean handsOver, boolean submittable, Target target,
			PipelineDefinition definition, ArtifactCodec codec, CanonicalEncoder encoder) {
		this.name = name;
		this.parameters = List.copyOf(parameters);
		this.handsOver = handsOver;
		this.submittable = submittable;
		this.target = target;
		this.definition = definition;
		this.encoder = encoder;
		List<ArtifactType> types = new ArrayList<>();
		String reason = null;
		for (Parameter parameter : parameters) {
			try {
				types.add(codec.typeOf(parameter.type()));
			}
			catch (UnstorableTypeException ex) {
				reason = parameter + ": " + ex.getMessage();
				break;
			}
		}
		this.obstacle = reason;
		this.type = (reason != null) ? null : new ArgumentsType(types);
	}

	public String name() {
		return this.name;
	}

	/**
	 * The parameters: a call with others can't be repeated.
	 * @return their types and names
	 */
	String signature() {
		return this.parameters.stream()
			.map((parameter) -> parameter.type().getTypeName() + " " + parameter.name())
			.collect(Collectors.joining(", ", "(", ")"));
	}

	boolean handsOver() {
		return this.handsOver;
	}

	boolean isSubmittable() {
		return this.submittable;
	}

	/**
	 * Verifies that the method can be called with arguments.
	 * @throws IllegalArgumentException when it can't
	 */
	void verifyFit(@Nullable Object[] arguments) {
		verifyNumber(arguments.length);
		for (int i = 0; i < arguments.length; i++) {
			Parameter parameter = this.parameters.get(i);
			Object argument = arguments[i];
			if (!ClassUtils.isAssignableValue(ResolvableType.forType(parameter.type()).toClass(), argument)) {
				throw new IllegalArgumentException("Pipeline '" + this.name + "' can't be called: its " + parameter
						+ " is of type " + parameter.type().getTypeName() + ", and the argument is "
						+ ((argument != null) ? "of " + argument.getClass().getName() : "null") + ".");
			}
		}
	}

	private void verifyNumber(int arguments) {
		if (arguments != this.parameters.size()) {
			throw new IllegalArgumentException("Pipeline '" + this.name + "' can't be called with " + arguments
					+ ((arguments == 1) ? " argument" : " arguments") + ": its parameters are " + signature() + ".");
		}
	}

	/**
	 * Reads arguments that somebody wrote.
	 * @param json a JSON array
	 * @return the arguments, which fit
	 * @throws IllegalArgumentException when they don't
	 */
	@Nullable Object[] read(String json) {
		try {
			verifyNumber(ArgumentsType.count(json));
			@Nullable Object[] arguments = (this.type != null) ? this.type.decode(json) : new Object[this.parameters.size()];
			verifyFit(arguments);
			return arguments;
		}
		catch (ArtifactFormatException ex) {
			throw new IllegalArgumentException("Pipeline '" + this.name
					+ "' can't be called: the arguments are no JSON " + "array of " + signature() + ".", ex);
		}
	}

	/**
	 * Reads its code, at the start and not in the first run.
	 */
	public void readCode() {
		this.definition.code();
	}

	PipelineDefinition definition() {
		return this.definition;
	}

	/**
	 * Describes a call so that it can be repeated, and says, the first time, when it
	 * can't.
	 * @param arguments the arguments
	 * @return the call
	 */
	public PipelineCall describe(@Nullable Object[] arguments) {
		if (this.type == null) {
			return unstorable(String.valueOf(this.obstacle), "");
		}
		try {
			String json = this.type.encode(arguments);
			String lost = firstLost(arguments, this.type.decode(json));
			return (lost != null) ? unstorable(LOST, lost)
					: new PipelineCall(signature(), json, null, this.definition.components());
		}
		catch (ArtifactFormatException | UnhashableValueException ex) {
			return unstorable(LOST, " " + ex.getMessage());
		}
		catch (RuntimeException ex) {
			// What describes a call must not fail it
			return unstorable(LOST, " " + ex);
		}
	}

	private @Nullable String firstLost(@Nullable Object[] arguments, @Nullable Object[] decoded) {
		for (int i = 0; i < arguments.length; i++) {
			Parameter parameter = this.parameters.get(i);
			Optional<String> lost = this.encoder.firstDifference(arguments[i], decoded[i], parameter.type());
			if (lost.isPresent()) {
				return " It is in " + parameter + ", at " + lost.get() + ".";
			}
		}
		return null;
	}

	// What is said of the value is for the log only: it may be part of the value
	private PipelineCall unstorable(String reason, String place) {
		if (this.warned.compareAndSet(false, true)) {
			logger.info("Pipeline '" + this.name + "' runs, but its runs can't be resumed, as its arguments can't be "
					+ "stored: " + reason + place + " This is logged once.");
		}
		return new PipelineCall(signature(), null, reason, this.definition.components());
	}

	/**
	 * The arguments of a stored call.
	 * @param json the arguments as they are stored
	 * @return the arguments; {@code null} when the classes of today don't hold the same
	 * as the original ones
	 * @throws ArtifactFormatException when they can't be read
	 */
	@Nullable Object @Nullable [] arguments(String json) {
		if (this.type == null) {
			return null;
		}
		@Nullable Object[] arguments = this.type.decode(json);
		return this.type.encode(arguments).equals(json) ? arguments : null;
	}

	/**
	 * Calls the method.
	 * @param arguments the arguments
	 * @return what it returns
	 * @throws Throwable what it throws
	 */
	@Nullable Object call(@Nullable Object[] arguments) throws Throwable {
		return this.target.call(arguments);
	}

	/**
	 * A parameter of the method.
	 *
	 * @param name its name
	 * @param type its generic type
	 */
	public record Parameter(String name, Type type) {

		@Override
		public String toString() {
			return "parameter '" + this.name + "'";
		}

	}

	/**
	 * The method on its bean.
	 */
	@FunctionalInterface
	public interface Target {

		/**
		 * Calls the method, through the proxy of the bean.
		 * @param arguments the arguments
		 * @return what it returns
		 * @throws Throwable what it throws
		 */
		@Nullable Object call(@Nullable Object[] arguments) throws Throwable;

	}

}
