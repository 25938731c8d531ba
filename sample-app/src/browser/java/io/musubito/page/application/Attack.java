package io.musubito.page.application;

import java.util.List;

import io.musubito.Musubito;
import io.musubito.StepSpec;
import io.musubito.StepType;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Steps whose names, arguments, results and failures are what a test sends: as a model
 * would, that was told to attack those who read its answers.
 */
@RestController
class Attack {

	private final Musubito musubito;

	Attack(Musubito musubito) {
		this.musubito = musubito;
	}

	@PostMapping("/attacks")
	int attack(@RequestBody Texts texts) {
		return this.musubito.pipeline(texts.pipeline(), () -> {
			for (Text text : texts.steps()) {
				step(text);
			}
			return texts.steps().size();
		});
	}

	/**
	 * Repeats a text, so that a test need not send millions of characters.
	 * @param operation the step
	 * @param text the text
	 * @param times how often
	 */
	@PostMapping("/attacks/long")
	void attack(@RequestParam String operation, @RequestParam String text, @RequestParam int times) {
		this.musubito.pipeline("attack", () -> {
			step(new Text(operation, text, text.repeat(times), false));
			return times;
		});
	}

	private void step(Text text) {
		StepSpec<String> spec = StepSpec.of(text.operation(), StepType.STOCHASTIC, String.class)
			.input(text.input(), text.input());
		String result = text.result();
		boolean fails = text.fails();
		try {
			this.musubito.step(spec.input("result", result).input("fails", fails), () -> {
				if (fails) {
					throw new AttackException(result);
				}
				return result;
			});
		}
		catch (AttackException ex) {
			// The run goes on, so that there is more to see
		}
	}

	/**
	 * What the steps of one run are called and say.
	 *
	 * @param pipeline the name of the pipeline
	 * @param steps the steps
	 */
	record Texts(String pipeline, List<Text> steps) {

	}

	/**
	 * What one step is called and says.
	 *
	 * @param operation its name
	 * @param input the name and the value of its argument
	 * @param result its result, or the message of its failure
	 * @param fails whether it fails
	 */
	record Text(String operation, String input, String result, boolean fails) {

	}

	static final class AttackException extends RuntimeException {

		AttackException(String message) {
			super(message);
		}

	}

}
