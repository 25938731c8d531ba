package io.musubito.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.musubito.report.Layers.Link;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Layout} and {@link Layers}.
 */
class LayoutTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 8, 13, 40, 120, 250 })
	void noTwoBoxesOverlapAndEachEdgeGoesRight(int nodes) {
		for (int seed = 0; seed < 20; seed++) {
			List<Link> links = links(nodes, new Random(seed));
			Layout layout = Layout.of(nodes, links);
			assertThat(layout.boxes()).hasSize(nodes);
			assertThat(layout.routes()).hasSameSizeAs(links);
			layout.routes().forEach((route) -> assertThat(route.from().x + Layout.BOX_WIDTH).isLessThan(route.to().x));
			for (Slot box : layout.boxes()) {
				assertThat(box.y).isGreaterThanOrEqualTo(-0.001);
				assertThat(box.y + Layout.BOX_HEIGHT).isLessThanOrEqualTo(layout.height() + 0.001);
				assertThat(box.x + Layout.BOX_WIDTH).isLessThanOrEqualTo(layout.width());
				assertThat(layout.boxes()).filteredOn((other) -> other != box && other.x == box.x)
					.allSatisfy((other) -> assertThat(Math.abs(other.y - box.y))
						.isGreaterThanOrEqualTo(Layout.BOX_HEIGHT + 1));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 60 })
	void theSameGraphGetsTheSamePicture(int nodes) {
		List<Link> links = links(nodes, new Random(7));
		assertThat(places(Layout.of(nodes, links))).isEqualTo(places(Layout.of(nodes, links)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 30 })
	void endsOnACircle(int nodes) {
		List<Link> circle = new ArrayList<>();
		for (int i = 0; i < nodes; i++) {
			circle.add(new Link(i, (i + 1) % nodes, false));
		}
		assertThat(Layers.of(nodes, circle)).hasSize(nodes);
	}

	private static List<String> places(Layout layout) {
		return layout.boxes().stream().map((slot) -> slot.x + " " + slot.y).toList();
	}

	private static List<Link> links(int nodes, Random random) {
		List<Link> links = new ArrayList<>();
		for (int to = 1; to < nodes; to++) {
			for (int i = random.nextInt(3); i > 0; i--) {
				Link link = new Link(random.nextInt(to), to, false);
				if (!links.contains(link)) {
					links.add(link);
				}
			}
		}
		return links;
	}

}
