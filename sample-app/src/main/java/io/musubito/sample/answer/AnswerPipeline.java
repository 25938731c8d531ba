package io.musubito.sample.answer;

import java.util.List;
import java.util.stream.Collectors;

import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;

import org.springframework.stereotype.Service;

/**
 * Answers a question from the handbook: retrieve, constraints, draft, validate, format.
 */
@Service
public class AnswerPipeline {

	private final Musubito musubito;

	private final Handbook handbook;

	private final Retriever retriever;

	private final Analyst analyst;

	private final Writer writer;

	private final Validator validator;

	private final Formatter formatter;

	AnswerPipeline(Musubito musubito, Handbook handbook, Retriever retriever, Analyst analyst, Writer writer,
			Validator validator, Formatter formatter) {
		this.musubito = musubito;
		this.handbook = handbook;
		this.retriever = retriever;
		this.analyst = analyst;
		this.writer = writer;
		this.validator = validator;
		this.formatter = formatter;
	}

	/**
	 * Answers a question.
	 * @param question the question
	 * @return the answer with the steps that led to it
	 */
	@MusubitoPipeline("answer")
	public Answered answer(String question) {
		List<Passage> passages = this.retriever.retrieve(question, this.handbook.passages());
		Constraints constraints = this.analyst.constraints(question);
		Draft draft = draft(question, passages, constraints);
		Validation validation = this.validator.validate(draft, passages);
		Answer answer = this.formatter.format(draft, validation);
		return new Answered(answer, List.of(step("retrieve", passages), step("constraints", constraints),
				step("draft", draft), step("validate", validation), step("format", answer)));
	}

	@SuppressWarnings("try")
	private Draft draft(String question, List<Passage> passages, Constraints constraints) {
		// The brief is a new object: nothing shows where it came from, so it is said here
		try (MergeScope merge = this.musubito.merge(passages, constraints)) {
			return this.writer.draft(question, brief(passages, constraints));
		}
	}

	private static String brief(List<Passage> passages, Constraints constraints) {
		return "Constraints:\n" + constraints.items().stream().map("- %s\n"::formatted).collect(Collectors.joining())
				+ "\nPassages:\n"
				+ passages.stream()
					.map((passage) -> "[%s] %s\n".formatted(passage.source(), passage.text()))
					.collect(Collectors.joining());
	}

	private Answered.Step step(String operation, Object value) {
		var result = this.musubito.resultOf(value);
		return new Answered.Step(operation, result.outcome(), result.nodeId());
	}

}
