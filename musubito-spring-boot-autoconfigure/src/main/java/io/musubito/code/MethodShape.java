package io.musubito.code;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.code.ClassFiles.Selected;

/**
 * The code of a method alone, with the shapes of the data that goes in and out. Used
 * once, by one thread.
 */
final class MethodShape {

	private final ClassFiles files;

	private final SortedMap<String, String> parts = new TreeMap<>();

	MethodShape(ClassFiles files) {
		this.files = files;
	}

	void method(Selected selected) {
		this.parts.put(MethodName.of(selected.owner().className(), selected.method().name, selected.method().desc),
				selected.owner().part(selected.method(), this.files).hash());
	}

	void data(String name) {
		ClassCode code = (this.files.isApplication(name)) ? this.files.get(name) : null;
		if (code != null && !code.isLocal() && !this.parts.containsKey(code.className())) {
			CodePart declaration = code.declaration(SymbolicClass.Use.DATA, this.files);
			this.parts.put(code.className(), declaration.hash());
			Stream.of(declaration.references().reflected(), code.permitted(), code.parents())
				.flatMap(Collection::stream)
				.forEach(this::data);
		}
	}

	CodeFingerprint finish() {
		return CodeFingerprint.of(CodeLevel.METHOD, Collections.unmodifiableSortedMap(this.parts), CodeBoundary.NONE,
				CodeDependencies.NONE);
	}

}
