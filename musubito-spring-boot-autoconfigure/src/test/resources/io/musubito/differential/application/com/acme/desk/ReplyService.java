package com.acme.desk;

import java.util.List;
import java.util.Map;

import io.musubito.MusubitoStep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@Service
public class ReplyService {

	private final Tone tone;

	private final Tone other;

	private final Map<String, Tone> tones;

	private final List<Rule> rules;

	private final Mood mood;

	private final ObjectProvider<Stamp> stamps;

	@Value("${desk.signature:Nobody}")
	private String signature;

	@Value("${desk.tone}")
	private String chosen;

	@Value("${desk.closing:Goodbye}")
	private String closing;

	ReplyService(Tone tone, @Qualifier("casual") Tone other, Map<String, Tone> tones, List<Rule> rules, Mood mood,
			ObjectProvider<Stamp> stamps) {
		this.tone = tone;
		this.other = other;
		this.tones = tones;
		this.rules = rules;
		this.mood = mood;
		this.stamps = stamps;
	}

	@MusubitoStep(name = "reply", version = "1")
	public String reply(Ticket ticket) {
		String text = this.tone.apply(body(ticket));
		return this.tone.sign(text, this.signature);
	}

	@MusubitoStep(name = "reply-other")
	public String replyOther(Ticket ticket) {
		return this.other.sign(this.other.apply(ticket.text()), "us") + " " + this.closing;
	}

	@MusubitoStep(name = "reply-chosen")
	public String replyChosen(String text) {
		Tone found = this.tones.get(this.chosen);
		return found.apply(text);
	}

	@MusubitoStep(name = "reply-named")
	public String replyNamed(String name, String text) {
		return this.tones.containsKey(name) ? this.tones.get(name).apply(text) : "no tone " + name;
	}

	@MusubitoStep(name = "apply-rules")
	public String applyRules(String text) {
		String current = text;
		for (Rule rule : this.rules) {
			current = rule.apply(current);
		}
		return current;
	}

	@MusubitoStep(name = "answer-in-mood")
	public String answerInMood(String question) {
		return question + " answered " + this.mood.describe();
	}

	@MusubitoStep(name = "stamped")
	public String stamped(String text) {
		return this.stamps.getObject().on(text);
	}

	private String body(Ticket ticket) {
		Priority priority = ticket.urgent() ? Priority.HIGH : Priority.LOW;
		return priority.greet(ticket.customer().name()) + ", ticket " + ticket.number() + " " + priority.word();
	}

}
