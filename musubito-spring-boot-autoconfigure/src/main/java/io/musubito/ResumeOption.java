package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * How a run is resumed, see {@link MusubitoRuns#resume}.
 */
public sealed interface ResumeOption {

	/**
	 * Executes a step, and everything downstream of it, even where a valid result is
	 * stored and even when the step gives the same result again. What is not downstream
	 * of it is replayed as usual.
	 * @param operation the step
	 * @return the option
	 */
	static ResumeOption from(String operation) {
		return new From(operation);
	}

	/**
	 * Gives the result of a step by hand: in the new run the step is not executed, and
	 * this is its result. What depends on it runs unless exactly that is stored. It is
	 * the result in the new run, and in those that resume it, alone.
	 * <p>
	 * It answers the calls of the computation that the original run had, and where the
	 * new run does not have that any more, what is called at the same place.
	 * @param step the step, or the id of the node of one of its calls when the original
	 * run called it with several inputs
	 * @param value what the method is to return; of a future, a {@code Mono} or a
	 * {@link MusubitoResult} what is in it, of a {@code Flux} a list
	 * @return the option, by the user of the operating system
	 */
	static Given override(String step, @Nullable Object value) {
		return new Given(step, value, null, Given.user());
	}

	/**
	 * The same with the result as JSON, in the form in which results are stored.
	 * @param step the step, or the id of the node of one of its calls
	 * @param json what the method is to return
	 * @return the option, by the user of the operating system
	 */
	static Given overrideWithJson(String step, String json) {
		return new Given(step, null, json, Given.user());
	}

	/**
	 * See {@link ResumeOption#override}.
	 *
	 * @param step the step, or the id of the node of one of its calls
	 * @param value the result; {@code null} also when it is given as JSON
	 * @param json the result as JSON; {@code null} when the value itself was given
	 * @param by who gives it, a person or a program
	 */
	record Given(String step, @Nullable Object value, @Nullable String json, String by) implements ResumeOption {

		/**
		 * Says who gives the result, which is kept with it.
		 * @param name a person or a program
		 * @return the option with that name
		 */
		public Given by(String name) {
			return new Given(this.step, this.value, this.json, name);
		}

		private static String user() {
			String name = System.getProperty("user.name");
			return (name != null) ? name : "unknown";
		}

	}

	/**
	 * See {@link ResumeOption#from}.
	 *
	 * @param operation the step
	 */
	record From(String operation) implements ResumeOption {

	}

}
