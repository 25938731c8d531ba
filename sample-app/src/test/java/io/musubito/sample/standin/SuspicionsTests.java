package io.musubito.sample.standin;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SuspicionsTests {

	private static final String CHANGE = """

			Change:
			File src/main/java/Customers.java
			    7   class Customers {
			    8 + 	List<Customer> search(String name) {
			    9 + 		return sql("SELECT id FROM customer WHERE name = '" + name + "'").list();
			      - 		return sql("SELECT id FROM customer WHERE name = '" + name + "'").single();
			""";

	@Test
	void quotesAnAddedLineThatMatchesAPatternOfTheDimension() {
		assertThat(Suspicions.answer("Dimension:\nsecurity\n" + CHANGE)).isEqualTo("{\"findings\":[{"
				+ "\"file\":\"src/main/java/Customers.java\",\"line\":9,\"severity\":\"CRITICAL\","
				+ "\"message\":\"Looks like a value that is put into the text of a statement; bind it as a parameter: "
				+ "return sql(\\\"SELECT id FROM customer WHERE name = '\\\" + name + \\\"'\\\").list();\"}]}");
	}

	@Test
	void findsNothingInADimensionWithoutPatterns() {
		assertThat(Suspicions.answer("Dimension:\nreadability\n" + CHANGE)).isEqualTo("{\"findings\":[]}");
	}

	@Test
	void missesATestOnlyWhereThereIsNone() {
		assertThat(Suspicions.answer("Dimension:\ntests\n" + CHANGE)).contains("\"line\":8", "without a test");
		assertThat(
				Suspicions.answer("Dimension:\ntests\n" + CHANGE + "File src/test/java/T.java\n    1 + void t() {\n"))
			.isEqualTo("{\"findings\":[]}");
	}

	@Test
	void isNotAskedForByAQuestion() {
		assertThat(Suspicions.areAskedFor("Question:\nWhat does it cost?")).isFalse();
		assertThat(Suspicions.areAskedFor("Dimension:\ntests\n" + CHANGE)).isTrue();
	}

}
