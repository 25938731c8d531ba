package com.acme.desk.parcel;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.stereotype.Service;

@Service
public class ParcelPipeline {

	private static final int REVISIONS = 2;

	private final ParcelSteps steps;

	private final Deque<ParcelEvent> events = new ArrayDeque<>();

	public ParcelPipeline(ParcelSteps steps) {
		this.steps = steps;
	}

	public String answer(String number, String letter, LocalDate today) {
		Parcel parcel = this.steps.read(number, letter, today);
		List<Parcel> candidates = this.steps.retrieve(letter);
		List<String> constraints = this.steps.constraints(letter, parcel, today);
		ParcelDraft draft = this.steps.draft(letter, candidates, constraints);
		List<ParcelFinding> findings = this.steps.validate(draft);
		for (int i = 0; i < REVISIONS && !findings.isEmpty(); i++) {
			draft = this.steps.revise(draft, findings);
			findings = this.steps.validate(draft);
		}
		return this.steps.format(draft, parcel.customer(), this.steps.score(findings));
	}

	public void record(ParcelEvent event, Consumer<String> log) {
		this.events.addLast(event);
		if (event instanceof ParcelEvent.Received received) {
			log.accept("Received " + received.number() + " by " + received.channel());
		}
		else if (event instanceof ParcelEvent.Answered answered) {
			log.accept("Answered " + answered.number() + " with revision " + answered.revision());
		}
		while (this.events.size() > 1000) {
			this.events.removeFirst();
		}
	}

}
