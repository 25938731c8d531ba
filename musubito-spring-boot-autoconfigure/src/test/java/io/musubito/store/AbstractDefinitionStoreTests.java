package io.musubito.store;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.StepType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link DefinitionStore} must do.
 */
public abstract class AbstractDefinitionStoreTests extends AbstractStoreTests {

	private static final String SCHEME = "scheme";

	private DefinitionStore definitions() {
		return this.store.definitions();
	}

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(definitions().findAll()).isEmpty();
		assertThat(definitions().findScheme()).isEmpty();
		assertThat(definitions().findEffectNames("send", "")).isEmpty();
		assertThat(definitions().countNodes(List.of("draft"))).isZero();
		assertThat(definitions().countNodes(List.of())).isZero();
		assertThat(definitions().countNodesAndDownstream(List.of("draft"), 10)).isZero();
		assertThat(definitions().countNodesAndDownstream(List.of(), 10)).isZero();
		assertThat(definitions().countNodesOfOtherSchemes("1")).isZero();
	}

	@Test
	void replacesWhatWasRememberedOfTheSameOperationsAndKeepsTheOthers() {
		definitions()
			.remember(Map.of("draft", components("version", "1", "code", "a"), "score", components("code", "b")));
		definitions().remember(Map.of("draft", components("version", "2")));
		assertThat(openAnother().definitions().findAll())
			.isEqualTo(Map.of("draft", components("version", "2"), "score", components("code", "b")));
	}

	@Test
	void remembersTheNewestScheme() {
		definitions().rememberScheme("1");
		definitions().rememberScheme("2");
		assertThat(openAnother().definitions().findScheme()).contains("2");
	}

	@Test
	void keepsTheNamesOfEffectsByOperationVersionAndScope() {
		definitions().rememberEffectNames("send", "", Map.of("", "to text", "com.acme.Mail", "subject"));
		definitions().rememberEffectNames("send", "2", Map.of("", "recipient"));
		definitions().rememberEffectNames("post", "", Map.of("", "body"));
		definitions().rememberEffectNames("send", "", Map.of("", "to text\ncc"));
		DefinitionStore other = openAnother().definitions();
		assertThat(other.findEffectNames("send", "")).isEqualTo(Map.of("", "to text\ncc", "com.acme.Mail", "subject"));
		assertThat(other.findEffectNames("send", "2")).isEqualTo(Map.of("", "recipient"));
		assertThat(other.findEffectNames("post", "1")).isEmpty();
	}

	@Test
	void countsTheNodesOfOperations() {
		this.store.nodes().record(execution("draft/1", "1"));
		this.store.nodes().record(execution("draft/2", "2"));
		this.store.nodes().record(execution("score", "3"));
		assertThat(definitions().countNodes(List.of("draft"))).isEqualTo(2);
		assertThat(definitions().countNodes(List.of("draft", "score", "other"))).isEqualTo(3);
	}

	@Test
	void countsWhatIsDownstreamOnceAndStopsAtTheLimit() {
		this.store.nodes().record(execution("a", "1"));
		this.store.nodes().record(execution("left", "2", data("a", "1")));
		this.store.nodes().record(execution("right", "3", data("a", "1")));
		this.store.nodes().record(execution("b", "4", data("left", "2"), data("right", "3")));
		this.store.nodes().record(execution("aside", "5"));
		assertThat(definitions().countNodesAndDownstream(List.of("a"), 100)).isEqualTo(4);
		assertThat(definitions().countNodesAndDownstream(List.of("left", "aside"), 100)).isEqualTo(3);
		assertThat(definitions().countNodesAndDownstream(List.of("a"), 3)).isEqualTo(3);
	}

	@Test
	void countsTheNodesOfOtherSchemesWithoutEffects() {
		this.store.nodes().record(execution(withScheme("old", "1"), "1"));
		this.store.nodes().record(execution(withScheme("new", "2"), "2"));
		this.store.nodes().record(execution(key("before schemes"), "3"));
		this.store.nodes().record(execution(key("mail", StepType.EXTERNAL_EFFECT), "4"));
		assertThat(definitions().countNodesOfOtherSchemes("2")).isEqualTo(2);
		assertThat(definitions().countNodesOfOtherSchemes("3")).isEqualTo(3);
	}

	private static NodeKey withScheme(String name, String scheme) {
		NodeKey key = key(name);
		SortedMap<String, String> components = new TreeMap<>(key.components());
		components.put(SCHEME, scheme);
		return new NodeKey(key.nodeId(), key.replayKey(), key.operation(), key.type(), components, key.inputs());
	}

	private static SortedMap<String, String> components(String... namesAndValues) {
		SortedMap<String, String> components = new TreeMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			components.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return components;
	}

}
