package com.acme.desk.parcel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class ParcelParser {

	private static final Pattern LINE = Pattern.compile("(?<quantity>\\d+)\\s*x\\s*(?<article>[^@]+)@\\s*(?<price>[\\d.]+)");

	private final LocalDate today;

	public ParcelParser(LocalDate today) {
		this.today = today;
	}

	public Parcel parse(String number, String text) {
		List<ParcelLine> lines = new ArrayList<>();
		String customer = "";
		LocalDate received = this.today;
		ParcelSeverity severity = ParcelSeverity.INFO;
		for (String row : text.split("\\R")) {
			int colon = row.indexOf(':');
			String key = (colon > 0) ? row.substring(0, colon).strip() : "";
			String value = row.substring(colon + 1).strip();
			switch (key) {
				case "customer" -> customer = value;
				case "received" -> received = date(value);
				case "mood" -> severity = ParcelSeverity.of(value);
				default -> {
					Matcher matcher = LINE.matcher(row);
					while (matcher.find()) {
						lines.add(line(matcher));
					}
				}
			}
		}
		return new Parcel(number, customer, received, severity, lines);
	}

	private static ParcelLine line(Matcher matcher) {
		return new ParcelLine(matcher.group("article").strip(), Integer.parseInt(matcher.group("quantity")),
				new BigDecimal(matcher.group("price")));
	}

	private LocalDate date(String text) {
		try {
			return LocalDate.parse(text);
		}
		catch (DateTimeParseException ex) {
			return this.today;
		}
	}

}
