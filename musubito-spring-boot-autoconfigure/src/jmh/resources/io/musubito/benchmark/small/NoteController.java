package com.acme.notes;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class NoteController {

	private final NoteSteps steps;

	public NoteController(NoteSteps steps) {
		this.steps = steps;
	}

	@PostMapping("/notes")
	public Note add(@RequestBody String note) {
		return this.steps.title(this.steps.shorten(this.steps.clean(note)));
	}

}
