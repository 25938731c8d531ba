package com.acme.notes;

import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;

@Component
public class NoteSteps {

	private static final int LONGEST = 60;

	@MusubitoStep
	public String clean(String note) {
		return note.strip().replaceAll("\\s+", " ");
	}

	@MusubitoStep
	public String shorten(String note) {
		return (note.length() <= LONGEST) ? note : note.substring(0, LONGEST - 1) + "…";
	}

	@MusubitoStep
	public Note title(String note) {
		int end = note.indexOf('.');
		return new Note((end < 0) ? note : note.substring(0, end), note);
	}

}
