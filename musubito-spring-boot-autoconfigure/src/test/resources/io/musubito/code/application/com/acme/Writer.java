package com.acme;

import java.util.List;

import io.musubito.MusubitoStep;

public class Writer extends BaseWriter<Question> implements Polite {

	private static final List<String> STOP_WORDS = List.of("very", "really");

	private final Rules rules;

	private final Client client;

	private final Formatter formatter = new Formatter("plain");

	private int limit = 40;

	private String tone;

	public Writer(Rules rules, Client client) {
		this.rules = rules;
		this.client = client;
		this.tone = "calm";
	}

	public void setTone(String tone) {
		this.tone = tone.trim();
	}

	@MusubitoStep(name = "write", version = "1")
	public Draft write(Question question, Level level, Audience audience) {
		String text = shorten(question.text());
		text = this.rules.apply(text) + greeting() + prepare(question);
		text = text + Texts.all(text) + Numbers.all(level) + new Flow().all(level, text, audience);
		text = text + new Functions().all(text) + new Dispatch().all(this.tone) + Prompts.ANSWER + Prompts.ROLES;
		text = this.client.call(this.formatter.format(text), Reply.class) + audience.size();
		return new Draft(text, level, List.of(new Finding("a", 1)));
	}

	@Override
	protected String describe(Question question) {
		return "question " + question.text();
	}

	private String shorten(String text) {
		String result = text.substring(0, Math.min(text.length(), this.limit));
		for (String word : STOP_WORDS) {
			result = result.replace(word, "");
		}
		return result;
	}

	private String unused(String text) {
		return "unused " + text;
	}

	public Draft other(Question question) {
		Runnable runnable = () -> System.out.println("other " + question);
		runnable.run();
		Object anonymous = new Object() {
			@Override
			public String toString() {
				return "other";
			}
		};
		return new Draft(anonymous.toString(), Level.LOW, List.of());
	}

}
