package io.musubito.faults.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.musubito.MusubitoIgnore;
import io.musubito.testing.FailPoints;

/**
 * What the bodies of steps do beside returning something, which their results don't
 * depend on: they are counted, send letters, which are lines of a file that outlives all
 * processes, and fail when they are told to.
 */
public class Deeds {

	private final Path sent;

	@MusubitoIgnore
	private final Consumer<FailPoint> points = (point) -> FailPoints.pass(point.name());

	@MusubitoIgnore
	private final Queue<String> executed = new ConcurrentLinkedQueue<>();

	@MusubitoIgnore
	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	@MusubitoIgnore
	private volatile Consumer<String> acknowledgement = (line) -> {
	};

	public Deeds(Path sent) {
		this.sent = sent;
	}

	void begin(String step, String about) {
		this.executed.add(step + " " + about);
		this.points.accept(FailPoint.BODY_BEGUN);
		if (this.failing.remove(about)) {
			throw new IllegalStateException("It was told to fail");
		}
	}

	void end() {
		this.points.accept(FailPoint.BODY_RETURNS);
	}

	void send(String topic) {
		this.executed.add("send " + topic);
		this.points.accept(FailPoint.EFFECT_BEGUN);
		byte[] line = (topic + "\n").getBytes(StandardCharsets.UTF_8);
		try {
			Files.write(this.sent, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.points.accept(FailPoint.EFFECT_HAPPENED);
		if (this.failing.remove("sent " + topic)) {
			throw new IllegalStateException("Nobody knows whether it has happened");
		}
	}

	void acknowledge(String step, String about, String value) {
		this.acknowledgement.accept(step + "|" + about + "|" + value);
	}

	void acknowledgeBy(Consumer<String> by) {
		this.acknowledgement = by;
	}

	/**
	 * Lets the next body fail that is about something.
	 */
	void fail(String about) {
		this.failing.add(about);
	}

	/**
	 * What was executed, and forgets it.
	 */
	public List<String> takeExecuted() {
		List<String> taken = List.copyOf(this.executed);
		this.executed.clear();
		return taken;
	}

	/**
	 * How often a letter was sent.
	 */
	static long sent(Path sent, String topic) throws IOException {
		return Files.exists(sent) ? Files.readAllLines(sent).stream().filter(topic::equals).count() : 0;
	}

}
