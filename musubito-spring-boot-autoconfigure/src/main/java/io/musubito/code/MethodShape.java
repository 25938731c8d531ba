package io.musubito.code;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.musubito.CodeLevel;
import io.musubito.code.ClassFiles.Selected;

/**
 * The code of a method alone, with the shapes of the data that goes in and out, and what
 * the method itself asks of what is around it. Used once, by one thread.
 */
final class MethodShape {

	private final ClassFiles files;

	private final SortedMap<String, String> parts = new TreeMap<>();

	private final BoundaryRecorder boundary = new BoundaryRecorder();

	private final DependencyRecorder dependencies;

	MethodShape(ClassFiles files) {
		this.files = files;
		this.dependencies = new DependencyRecorder(files, this.boundary);
	}

	void method(Selected selected) {
		CodePart part = selected.owner().part(selected.method(), this.files);
		this.parts.put(MethodName.of(selected.owner().className(), selected.method().name, selected.method().desc),
				part.hash());
		part.all().forEach((references) -> this.dependencies.note(part.name(), references, Mode.RUNNING));
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
		return CodeFingerprint.of(CodeLevel.METHOD, Collections.unmodifiableSortedMap(this.parts),
				this.boundary.toBoundary(), this.dependencies.ofSurroundings());
	}

}
