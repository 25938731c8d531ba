package com.acme.desk.parcel;

import java.time.LocalDate;
import java.util.List;

import com.acme.desk.ModelClient;
import com.acme.desk.Texts;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.stereotype.Service;

@Service
public class ParcelSteps {

	private static final int CANDIDATES = 5;

	private final ParcelRepository repository;

	private final List<ParcelRules> rules;

	private final ParcelScoring scoring;

	private final ParcelPrompts prompts;

	private final ParcelLimits limits;

	private final ModelClient model;

	public ParcelSteps(ParcelRepository repository, List<ParcelRules> rules, ParcelScoring scoring,
			ParcelPrompts prompts, ParcelLimits limits, ModelClient model) {
		this.repository = repository;
		this.rules = rules;
		this.scoring = scoring;
		this.prompts = prompts;
		this.limits = limits;
		this.model = model;
	}

	@MusubitoStep(name = "parcel-read")
	public Parcel read(String number, String letter, LocalDate today) {
		return new ParcelParser(today).parse(number, letter);
	}

	@MusubitoStep(name = "parcel-retrieve")
	public List<Parcel> retrieve(String question) {
		return this.repository.search(Texts.words(question), CANDIDATES);
	}

	@MusubitoStep(name = "parcel-constraints", type = StepType.STOCHASTIC)
	public List<String> constraints(String question, Parcel parcel, LocalDate today) {
		String answer = this.model.ask(this.prompts.constraints(question), question);
		List<String> constraints = answer.lines().map(Texts::normalise).filter((line) -> !line.isEmpty()).toList();
		return (this.limits.allows(parcel.total()) && !parcel.isOverdue(today, this.limits.days())) ? constraints
				: constraints.stream().filter((line) -> !line.contains("refund")).toList();
	}

	@MusubitoStep(name = "parcel-draft", type = StepType.STOCHASTIC, ttl = "7d", resources = "classpath:parcel.st")
	public ParcelDraft draft(String question, List<Parcel> parcels, List<String> constraints) {
		ParcelDraft draft = ParcelDraft.first("parcel-" + parcels.size(),
				this.model.ask(this.prompts.draft(parcels, constraints), question));
		for (Parcel parcel : parcels) {
			draft = draft.withSource(parcel.number());
		}
		return draft;
	}

	@MusubitoStep(name = "parcel-validate")
	public List<ParcelFinding> validate(ParcelDraft draft) {
		return this.rules.stream().flatMap((rule) -> rule.check(draft).stream()).sorted().toList();
	}

	@MusubitoStep(name = "parcel-score")
	public double score(List<ParcelFinding> findings) {
		boolean fatal = this.rules.stream().anyMatch((rule) -> rule.isFatal(findings));
		return (fatal) ? 0 : this.scoring.score(findings);
	}

	@MusubitoStep(name = "parcel-revise", type = StepType.STOCHASTIC)
	public ParcelDraft revise(ParcelDraft draft, List<ParcelFinding> findings) {
		if (findings.isEmpty()) {
			return draft;
		}
		return draft.revised(this.model.ask(ParcelFormatter.report(findings, this.scoring.score(findings)), draft.text()));
	}

	@MusubitoStep(name = "parcel-format")
	public String format(ParcelDraft draft, String customer, double score) {
		return ParcelFormatter.letter(draft, customer) + "\n" + this.scoring.grade(score);
	}

}
