package io.musubito.lineage;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.musubito.MusubitoResult;
import io.musubito.StepOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProducersTests {

	private final Producers producers = new Producers();

	private final Origin origin = origin("n1");

	@Test
	void findsTheVeryObjectButNotAnEqualOne() {
		String result = new String("text");
		remember(result, this.origin);
		assertThat(this.producers.findResult(result)).contains(this.origin);
		assertThat(this.producers.findResult(new String("text"))).isEmpty();
	}

	@Test
	void twoEqualResultsHaveEachTheirOwnOrigin() {
		String one = new String("positive");
		String other = new String("positive");
		remember(one, this.origin);
		remember(other, origin("n2"));
		assertThat(this.producers.find(one)).contains(this.origin);
		assertThat(this.producers.find(other)).contains(origin("n2"));
	}

	@Test
	void partsOfAResultHaveItsOriginButAreNotResults() {
		List<String> result = new ArrayList<>(List.of(new String("a"), new String("b")));
		remember(result, this.origin);
		assertThat(this.producers.find(result.get(1))).contains(this.origin);
		assertThat(this.producers.findResult(result.get(1))).isEmpty();
	}

	@Test
	void collectsFromContainersAndRecords() {
		String one = new String("one");
		String other = new String("other");
		remember(one, this.origin);
		remember(other, origin("n2"));
		record Pair(Optional<String> left, Map<String, String[]> right) {
		}
		Pair argument = new Pair(Optional.of(one), Map.of("key", new String[] { "x", other }));
		assertThat(collect(argument)).containsExactlyInAnyOrder(this.origin, origin("n2"));
	}

	@Test
	void aMusubitoResultCarriesItsLineageItself() {
		MusubitoResult<Integer> result = new MusubitoResult<>(1, "node", "producer", "artifact", StepOutcome.REPLAYED);
		assertThat(collect(List.of(result))).singleElement()
			.satisfies((found) -> assertThat(found.producerNodeId()).isEqualTo("producer"));
	}

	@ParameterizedTest
	@MethodSource("valuesWithoutIdentity")
	void sharedValuesHaveNoLineage(Object value) {
		remember(value, this.origin);
		assertThat(this.producers.find(value)).isEmpty();
		assertThat(collect(List.of(value))).isEmpty();
	}

	static List<Object> valuesWithoutIdentity() {
		return List.of("", 1, 1L, 1.5, true, 'c', StepOutcome.EXECUTED, LocalTime.NOON, List.of(), Map.of(),
				Optional.empty(), new byte[0]);
	}

	@Test
	void whatTwoCallsReturnedHasNoOrigin() {
		List<String> shared = new ArrayList<>(List.of(new String("text")));
		remember(shared, this.origin);
		remember(shared, this.origin);
		assertThat(this.producers.findResult(shared)).contains(this.origin);
		remember(shared, origin("n2"));
		remember(shared, this.origin);
		assertThat(this.producers.find(shared)).isEmpty();
		assertThat(this.producers.find(shared.get(0))).isEmpty();
		assertThat(this.producers.isShared(shared)).isTrue();
		assertThat(collect(shared)).isEmpty();
	}

	@Test
	void readsAgainOnlyWhatMayHoldSharedObjects() {
		record Plain(String text) {
		}
		Object result = List.of(new String("a"), new Plain(new String("b")), new String[] { new String("c") });
		this.producers.remember(result, this.origin, () -> {
			throw new AssertionError("read again");
		});
		assertThat(collect(result)).containsExactly(this.origin);
	}

	@Test
	void forgetsWhatNobodyHolds() {
		for (int i = 0; i < 1_000; i++) {
			remember(new ArrayList<>(List.of(new String("part " + i))), this.origin);
		}
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(this.producers.size()).isZero();
		});
	}

	@Test
	void aCycleEnds() {
		List<Object> cycle = new ArrayList<>();
		cycle.add(cycle);
		remember(cycle, this.origin);
		assertThat(collect(cycle)).containsExactly(this.origin);
	}

	private void remember(Object result, Origin origin) {
		this.producers.remember(result, origin, () -> null);
	}

	private Set<Origin> collect(Object argument) {
		Set<Origin> origins = new LinkedHashSet<>();
		this.producers.collect(argument, origins);
		return origins;
	}

	private static Origin origin(String nodeId) {
		return new Origin("step", nodeId, nodeId, "artifact", StepOutcome.EXECUTED, null);
	}

}
