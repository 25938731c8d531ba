package io.musubito.code;

import java.util.Collection;
import java.util.List;

import io.musubito.value.DigestSink;

/**
 * The beans that a question led to.
 *
 * @param beans the beans
 * @param listeners those of them that listen to events
 * @param others the classes of listeners that are no beans
 * @param hash the hash of the question and of all that the code of a step depends on of
 * these beans beside their class files
 */
record AnsweredBeans(Collection<BeanCode> beans, Collection<ListenerCode> listeners, Collection<String> others,
		String hash) {

	static AnsweredBeans to(String question, Collection<BeanCode> beans) {
		DigestSink sink = new DigestSink("injected-beans");
		sink.text(question);
		beans.stream().map(BeanCode::describe).sorted().forEach(sink::text);
		return new AnsweredBeans(beans, List.of(), List.of(), sink.hex());
	}

	static AnsweredBeans of(String question, Collection<ListenerCode> listeners, Collection<String> others) {
		DigestSink sink = new DigestSink("listening-beans");
		sink.text(question);
		listeners.stream().map(ListenerCode::describe).sorted().forEach(sink::text);
		others.stream().sorted().forEach(sink::text);
		return new AnsweredBeans(listeners.stream().map(ListenerCode::bean).toList(), listeners, others, sink.hex());
	}

}
