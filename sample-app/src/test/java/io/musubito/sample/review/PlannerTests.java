package io.musubito.sample.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class PlannerTests {

	private final Planner planner = new Planner();

	@ParameterizedTest
	@CsvSource({ "customer-search, correctness security performance tests", "discount-code, correctness tests",
			"report-export, correctness security performance readability tests" })
	void listsTheDimensionsThatMatter(String name, String dimensions) throws IOException {
		assertThat(dimensions(name)).extracting(Dimension::name).containsExactly(dimensions.split(" "));
	}

	@Test
	void looksForSecurityWhereAChangeIsExposed() throws IOException {
		Dimension security = dimensions("customer-search").get(1);
		assertThat(security.hunks()).hasSize(2)
			.noneMatch(Hunk::isTest)
			.anySatisfy((hunk) -> assertThat(hunk.numbered()).contains("+ \t\treturn this.jdbc.sql(\"SELECT"));
	}

	@Test
	void asksForNoTestsOfTests() {
		Hunk test = new Hunk("src/test/java/TeaTests.java",
				List.of(new Line(Line.Change.ADDED, 1, "class TeaTests {}")));
		assertThat(this.planner.dimensions(new Diff(List.of(test)))).extracting(Dimension::name)
			.containsExactly("correctness");
	}

	private List<Dimension> dimensions(String name) throws IOException {
		return this.planner.dimensions(UnifiedDiff
			.parse(new ClassPathResource("diffs/" + name + ".diff").getContentAsString(StandardCharsets.UTF_8)));
	}

}
