package com.acme.desk.parcel;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.acme.desk.Texts;

import org.springframework.stereotype.Component;

@Component
public class ParcelPrompts {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);

	public String draft(List<Parcel> parcels, List<String> constraints) {
		return """
				These are the parcels that the letter may be about:
				%s

				Keep to this:
				%s
				""".formatted(parcels.stream().map(this::describe).collect(Collectors.joining("\n")),
				Texts.bullets(constraints));
	}

	public String constraints(String question) {
		return "List what the customer asks for, one per line, in the customer's own words:\n" + quote(question);
	}

	public String describe(Parcel parcel) {
		StringBuilder text = new StringBuilder();
		text.append(parcel.number()).append(" of ").append(DATE.format(parcel.received())).append(':');
		for (ParcelLine line : parcel.lines()) {
			text.append(' ').append(line.quantity()).append(" x ").append(line.article());
			if (line.amount().signum() == 0) {
				text.append(" (free)");
			}
		}
		return text.append(", total ").append(parcel.total()).toString();
	}

	private static String quote(String text) {
		return text.lines().map((line) -> "> " + line).collect(Collectors.joining("\n"));
	}

}
