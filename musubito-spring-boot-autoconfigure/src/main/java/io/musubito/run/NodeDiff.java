package io.musubito.run;

import java.util.List;

import io.musubito.OutputDiff;
import io.musubito.WordChange;
import org.jspecify.annotations.Nullable;

/**
 * How two computations differ.
 *
 * @param before the node of the one
 * @param after the node of the other
 * @param components all that one of them is made of, in alphabetical order
 * @param inputs where their inputs differ; {@code null} when they are the same, or are
 * not kept
 * @param texts the texts of declared resources that differ and are kept
 * @param output how their results differ; {@code null} when they have the same, or one
 * has none
 */
public record NodeDiff(String before, String after, List<Component> components, @Nullable OutputDiff inputs,
		List<Text> texts, @Nullable OutputDiff output) {

	public NodeDiff {
		components = List.copyOf(components);
		texts = List.copyOf(texts);
	}

	/**
	 * One component of the keys.
	 *
	 * @param name its name
	 * @param before its value before; {@code null} when it was none
	 * @param after its value after; {@code null} when it is none
	 * @param changed whether the values are others
	 */
	public record Component(String name, @Nullable ComponentValue before, @Nullable ComponentValue after,
			boolean changed) {

	}

	/**
	 * A text that differs.
	 *
	 * @param name the name of the resource
	 * @param lines its lines in their order; a line that changed is removed and added
	 */
	public record Text(String name, List<Line> lines) {

		public Text {
			lines = List.copyOf(lines);
		}

	}

	/**
	 * A line of a text.
	 *
	 * @param kind which of the texts has it
	 * @param text the line
	 */
	public record Line(WordChange.Kind kind, String text) {

	}

}
