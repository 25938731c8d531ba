package com.acme.desk;

import java.util.List;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.StepSpec;
import io.musubito.StepType;
import org.springframework.stereotype.Controller;

@Controller
public class DeskController {

	private final Musubito musubito;

	private final ReplyService replies;

	private final ModelService models;

	private final Handling handling;

	private final Tone tone;

	DeskController(Musubito musubito, ReplyService replies, ModelService models, Handling handling, Tone tone) {
		this.musubito = musubito;
		this.replies = replies;
		this.models = models;
		this.handling = handling;
		this.tone = tone;
	}

	public String handle(Ticket ticket) {
		return this.handling.handle(ticket);
	}

	public String chain(Ticket ticket) {
		String kind = this.models.classify(ticket.text());
		return this.replies.applyRules(kind + this.replies.reply(ticket).length());
	}

	public String compose(Ticket ticket) {
		return this.musubito.step(StepSpec.of("compose", StepType.DETERMINISTIC, String.class).input("ticket", ticket),
				() -> this.tone.apply(ticket.text()) + " #" + ticket.number())
			.value();
	}

	public String count(List<String> words) {
		StepSpec<Integer> step = StepSpec.of("count", StepType.DETERMINISTIC, Integer.class)
			.input("words", words)
			.version("2");
		return "counted " + this.musubito.step(step, () -> longWords(words)).value();
	}

	private static int longWords(List<String> words) {
		return (int) words.stream().filter((word) -> word.length() > 4).count();
	}

	@org.springframework.stereotype.Service
	public static class Handling {

		private final ReplyService replies;

		private final DataService data;

		Handling(ReplyService replies, DataService data) {
			this.replies = replies;
			this.data = data;
		}

		@MusubitoStep(name = "handle")
		public String handle(Ticket ticket) {
			String reply = this.replies.reply(ticket);
			String refund = this.data.refund(ticket.number() * 10, 20);
			return "(" + reply + ") and (" + refund + ")";
		}

	}

}
