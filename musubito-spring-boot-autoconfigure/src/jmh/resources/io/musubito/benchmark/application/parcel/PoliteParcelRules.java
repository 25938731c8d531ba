package com.acme.desk.parcel;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.acme.desk.Texts;

import org.springframework.stereotype.Component;

@Component
public class PoliteParcelRules implements ParcelRules {

	private static final List<String> GREETINGS = List.of("dear", "hello", "good morning");

	@Override
	public List<ParcelFinding> check(ParcelDraft draft) {
		return Stream.concat(greeting(draft), shouting(draft)).sorted().toList();
	}

	private Stream<ParcelFinding> greeting(ParcelDraft draft) {
		String start = Texts.normalise(draft.text()).toLowerCase(Locale.ROOT);
		return GREETINGS.stream().noneMatch(start::startsWith)
				? Stream.of(new ParcelFinding("greeting", "There is no greeting", ParcelSeverity.WARNING, 0))
				: Stream.empty();
	}

	private Stream<ParcelFinding> shouting(ParcelDraft draft) {
		int run = 0;
		for (int i = 0; i < draft.text().length(); i++) {
			run = Character.isUpperCase(draft.text().charAt(i)) ? run + 1 : 0;
			if (run > 12) {
				return Stream.of(new ParcelFinding("shouting", "Capitals at " + i, ParcelSeverity.INFO, i));
			}
		}
		return Stream.empty();
	}

}
