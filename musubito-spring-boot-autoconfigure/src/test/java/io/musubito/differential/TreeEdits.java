package io.musubito.differential;

import java.util.ArrayList;
import java.util.List;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.musubito.differential.SourceCompiler.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Finds edits in the tree of a file.
 */
abstract class TreeEdits extends TreePathScanner<Void, Void> {

	private final Parsed parsed;

	private final List<Edit> edits = new ArrayList<>();

	TreeEdits(Parsed parsed) {
		this.parsed = parsed;
	}

	final List<Edit> find() {
		scan(this.parsed.unit(), null);
		return this.edits;
	}

	final void add(Edit edit) {
		this.edits.add(edit);
	}

	final String file() {
		return this.parsed.path();
	}

	final String fileName() {
		return this.parsed.path().replaceAll(".*/|\\.java$", "");
	}

	final String content() {
		return this.parsed.content();
	}

	final long start(Tree tree) {
		return this.parsed.positions().getStartPosition(this.parsed.unit(), tree);
	}

	final long end(Tree tree) {
		return this.parsed.positions().getEndPosition(this.parsed.unit(), tree);
	}

	/**
	 * Whether a tree has a text of its own; the compiler makes up constructors, and types
	 * of enum constants.
	 */
	final boolean isWritten(Tree tree) {
		return start(tree) >= 0 && end(tree) > start(tree);
	}

	final String text(Tree tree) {
		return this.parsed.content().substring((int) start(tree), (int) end(tree));
	}

	final void semantic(String kind, Tree tree, String text) {
		if (isWritten(tree)) {
			add(Edit.semantic(kind, file(), start(tree), end(tree), text));
		}
	}

	final void neutral(String kind, Tree tree, String text) {
		if (isWritten(tree)) {
			add(Edit.neutral(kind, file(), start(tree), end(tree), text));
		}
	}

	final <T extends Tree> @Nullable T enclosing(Class<T> type) {
		for (TreePath path = getCurrentPath().getParentPath(); path != null; path = path.getParentPath()) {
			if (type.isInstance(path.getLeaf())) {
				return type.cast(path.getLeaf());
			}
		}
		return null;
	}

	static boolean isAnnotated(@Nullable Tree tree, String annotation) {
		ModifiersTree modifiers = modifiers(tree);
		return modifiers != null && modifiers.getAnnotations()
			.stream()
			.map(AnnotationTree::getAnnotationType)
			.anyMatch((type) -> type.toString().endsWith(annotation));
	}

	static @Nullable ModifiersTree modifiers(@Nullable Tree tree) {
		if (tree instanceof MethodTree method) {
			return method.getModifiers();
		}
		if (tree instanceof ClassTree type) {
			return type.getModifiers();
		}
		return (tree instanceof VariableTree variable) ? variable.getModifiers() : null;
	}

}
