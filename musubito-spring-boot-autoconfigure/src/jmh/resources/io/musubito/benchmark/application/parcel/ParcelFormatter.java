package com.acme.desk.parcel;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

import com.acme.desk.Texts;

public final class ParcelFormatter {

	private ParcelFormatter() {
	}

	public static String letter(ParcelDraft draft, String customer) {
		return salutation(customer) + "\n\n" + Texts.normalise(draft.text()) + "\n\n" + closing(draft.revision());
	}

	public static String report(List<ParcelFinding> findings, double score) {
		StringJoiner report = new StringJoiner("\n", String.format(Locale.ROOT, "Score %.1f%n", score), "");
		report.setEmptyValue("Nothing was found");
		for (ParcelFinding finding : findings.stream().sorted().toList()) {
			report.add(symbol(finding.severity()) + " " + finding.rule() + " at " + finding.position() + ": "
					+ finding.message());
		}
		return report.toString();
	}

	private static String salutation(String customer) {
		return customer.isBlank() ? "Dear customer," : "Dear " + customer + ",";
	}

	private static String closing(int revision) {
		return (revision > 1) ? "Kind regards (revision " + revision + ")" : "Kind regards";
	}

	private static char symbol(ParcelSeverity severity) {
		return switch (severity) {
			case INFO -> 'i';
			case WARNING -> '!';
			case ERROR -> 'x';
		};
	}

}
