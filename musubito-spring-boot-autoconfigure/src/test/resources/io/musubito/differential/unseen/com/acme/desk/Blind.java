package com.acme.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.MusubitoStep;
import io.musubito.differential.Looking;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

@Service
public class Blind {

	private final ApplicationEventPublisher events;

	private final Environment environment;

	private final Map<String, String> cache = new ConcurrentHashMap<>();

	Blind(ApplicationEventPublisher events, Environment environment) {
		this.events = events;
		this.environment = environment;
	}

	@MusubitoStep(name = "by-reflection")
	public String byReflection(String method) throws Exception {
		return (String) Class.forName("com.acme.desk." + "Hid" + "den".strip()).getMethod(method).invoke(null);
	}

	@MusubitoStep(name = "by-library")
	public String byLibrary(String text) {
		return text + " " + Looking.release();
	}

	@MusubitoStep(name = "by-answer")
	public String byAnswer(String question) {
		return question + " " + Looking.release();
	}

	@MusubitoStep(name = "by-event")
	public String byEvent(String text) {
		StringBuilder words = new StringBuilder(text);
		this.events.publishEvent(words);
		return words.toString();
	}

	@MusubitoStep(name = "by-cache")
	public String byCache(String text) {
		return this.cache.computeIfAbsent(text, (key) -> key.toUpperCase());
	}

	@MusubitoStep(name = "by-clock")
	public String byClock(String text) {
		return text + " at " + Instant.now();
	}

	@MusubitoStep(name = "by-file")
	public String byFile(String name) throws Exception {
		return new ClassPathResource("prompts/" + name + ".st", getClass().getClassLoader())
			.getContentAsString(StandardCharsets.UTF_8);
	}

	@MusubitoStep(name = "by-computed-key")
	public String byComputedKey(String name) {
		return this.environment.getProperty("blind." + name, "none");
	}

	@MusubitoStep(name = "by-thread")
	public String byThread(String text) {
		return text + " " + Threads.current();
	}

	void remember(String key, String value) {
		this.cache.put(key, value);
	}

}
