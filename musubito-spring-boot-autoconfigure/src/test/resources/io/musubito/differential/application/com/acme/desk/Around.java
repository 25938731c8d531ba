package com.acme.desk;

import java.util.Locale;
import java.util.TimeZone;

import io.musubito.MusubitoStep;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** Asks for what is around a call. */
@Service
public class Around {

	static void enter() {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
		LocaleContextHolder.setLocale(Locale.forLanguageTag("de"));
		LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
	}

	static void leave() {
		SecurityContextHolder.clearContext();
		LocaleContextHolder.resetLocaleContext();
	}

	@MusubitoStep(name = "who")
	public String who(String text) {
		return text + " " + SecurityContextHolder.getContext().getAuthentication().getName();
	}

	@MusubitoStep(name = "language")
	public String language(String text) {
		return text + " in " + LocaleContextHolder.getLocale().getLanguage();
	}

	@MusubitoStep(name = "zone")
	public String zone(String text) {
		return text + " in " + LocaleContextHolder.getTimeZone().getID();
	}

}
