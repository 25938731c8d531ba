package com.acme.desk.parcel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

@Component
public class StrictParcelRules implements ParcelRules {

	private static final Map<String, Pattern> FORBIDDEN = Map.of("promise", Pattern.compile("(?i)we guarantee|for sure"),
			"blame", Pattern.compile("(?i)your (own )?fault"), "money", Pattern.compile("\\d+ ?(€|EUR)"));

	private final ParcelLimits limits;

	public StrictParcelRules(ParcelLimits limits) {
		this.limits = limits;
	}

	@Override
	public List<ParcelFinding> check(ParcelDraft draft) {
		List<ParcelFinding> findings = new ArrayList<>();
		FORBIDDEN.forEach((rule, pattern) -> {
			Matcher matcher = pattern.matcher(draft.text());
			while (matcher.find()) {
				findings.add(new ParcelFinding(rule, "'" + matcher.group() + "' is not allowed", severity(rule),
						matcher.start()));
			}
		});
		int paragraphs = draft.text().split("\n\n").length;
		if (paragraphs > this.limits.paragraphs()) {
			findings.add(new ParcelFinding("length", paragraphs + " paragraphs are more than "
					+ this.limits.paragraphs(), ParcelSeverity.WARNING, draft.text().length()));
		}
		return findings;
	}

	private static ParcelSeverity severity(String rule) {
		return switch (rule) {
			case "promise", "money" -> ParcelSeverity.ERROR;
			case "blame" -> ParcelSeverity.WARNING;
			default -> ParcelSeverity.INFO;
		};
	}

}
