package io.musubito.behaviour.identity;

import java.nio.file.Path;
import java.util.Objects;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeView;
import io.musubito.testing.RefactoredApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What says which calls are one changes between two starts on one store, while neither
 * the code of the method nor the value of the key does.
 */
@Tag("slow")
class StepKeyChangeTests {

	private static final String WITHOUT_CODE = "musubito.fingerprint.code=none";

	@TempDir
	Path directory;

	@Test
	void anotherKeyIsAnotherCall() throws Exception {
		step("key = \"#order\"", "long order, long customer", "17, 3").run(this.directory, WITHOUT_CODE);
		RefactoredApplication.Outcome other = step("key = \"#customer\"", "long order, long customer", "99, 17")
			.run(this.directory, WITHOUT_CODE);
		assertThat(other.answer()).isEqualTo("order 99");
		assertThat(other.nodes()).map(NodeView::why)
			.filteredOn(Objects::nonNull)
			.flatMap(Explanation::changes)
			.contains(new Change("key", "#order", "#customer"));
	}

	@Test
	void theSamePositionOfAnotherParameterIsAnotherCall() throws Exception {
		step("key = \"#p0\"", "long order, long customer", "17, 3").run(this.directory, WITHOUT_CODE);
		assertThat(
				step("key = \"#p0\"", "long customer, long order", "17, 99").run(this.directory, WITHOUT_CODE).answer())
			.isEqualTo("order 99");
	}

	@Test
	void anIgnoreThatMovesIsAnotherCall() throws Exception {
		step("", "long order, @MusubitoIgnore long customer", "17, 3").run(this.directory, WITHOUT_CODE);
		assertThat(step("", "@MusubitoIgnore long order, long customer", "99, 17").run(this.directory, WITHOUT_CODE)
			.answer()).isEqualTo("order 99");
	}

	@Test
	void aKeyThatIsAddedIsAnotherCall() throws Exception {
		step("", "long key, long order", "17, 3").run(this.directory, WITHOUT_CODE);
		assertThat(step("key = \"#key\"", "long key, long order", "17, 99").run(this.directory, WITHOUT_CODE).answer())
			.isEqualTo("order 99");
	}

	@Test
	void whatWouldNotBeKeptTodayIsNotReplayed() throws Exception {
		step("", "long order", "17").run(this.directory, WITHOUT_CODE);
		assertThat(step("unless = \"#result.endsWith('17')\"", "long order", "17").run(this.directory, WITHOUT_CODE)
			.performed()).isOne();
	}

	@Test
	void anotherWayToWriteTheSameReplays() throws Exception {
		step("key = \"#order + ':'\"", "long order", "17").run(this.directory, WITHOUT_CODE);
		assertThat(step("key = \" #order+':' \"", "long order", "17").run(this.directory, WITHOUT_CODE).performed())
			.isZero();
	}

	private static RefactoredApplication step(String attribute, String parameters, String arguments) {
		return new RefactoredApplication("""
				@MusubitoStep(%s)
				public String answer(%s) {
					performed++;
					return "order " + order;
				}
				""".formatted("name = \"answer\"" + (attribute.isEmpty() ? "" : ", " + attribute), parameters),
				"steps.answer(" + arguments + ")");
	}

}
