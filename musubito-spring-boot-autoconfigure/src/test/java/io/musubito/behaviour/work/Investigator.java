package io.musubito.behaviour.work;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.MusubitoStep;

/**
 * Steps that note in which application they were executed.
 */
class Investigator {

	/** Of all applications of this process. */
	static final ConcurrentLinkedQueue<Started> STARTED = new ConcurrentLinkedQueue<>();

	static List<String> startedKeys() {
		return STARTED.stream().map(Started::key).sorted().toList();
	}

	@MusubitoStep(name = "investigate")
	Finding investigate(Topic topic) {
		STARTED.add(new Started(this, topic.name()));
		return new Finding(topic.name() + " of weight " + topic.weight());
	}

	@MusubitoStep(name = "fail")
	Finding fail(Topic topic) {
		STARTED.add(new Started(this, topic.name()));
		throw new IllegalStateException("no " + topic.name());
	}

	record Topic(String name, int weight) {

	}

	record Finding(String text) {

	}

	record Started(Investigator by, String key) {

	}

}
