package io.musubito.differential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.musubito.Musubito;
import io.musubito.MusubitoException;

import org.springframework.context.ApplicationContext;

/**
 * What an application answers, by the name of the question.
 */
public final class Answers {

	static final String REFUSED = "refused: ";

	private final Musubito musubito;

	private final Map<String, String> answers = new LinkedHashMap<>();

	Answers(Musubito musubito) {
		this.musubito = musubito;
	}

	/**
	 * Asks, in a run that has the name of the question.
	 */
	public void of(String question, Callable<?> call) {
		String answer;
		try {
			answer = String.valueOf(this.musubito.<Object, Exception>pipeline(question, call::call));
		}
		catch (MusubitoException ex) {
			answer = REFUSED + ex.getMessage();
		}
		catch (Exception ex) {
			answer = ex.toString();
		}
		this.answers.put(question, answer);
	}

	Map<String, String> all() {
		return this.answers;
	}

	/**
	 * What an application is asked.
	 */
	public interface Calls {

		void call(ApplicationContext context, Answers answers);

	}

}
