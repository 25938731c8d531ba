package io.musubito.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

class ArtifactElementsTests {

	static List<List<Note>> lists() {
		Note plain = new Note("plain", Optional.empty(), Map.of());
		Note nested = new Note("a \"b\", [c] {d} \\ \n ü \uD83D\uDE00", Optional.of("],["),
				Map.of("k,\"", List.of(1, 2), "}", List.of()));
		return List.of(List.of(), List.of(plain), List.of(nested), List.of(plain, nested, plain));
	}

	@ParameterizedTest
	@MethodSource("lists")
	void joinsToTheArtifactOfTheListAndSplitsItAgain(List<Note> notes) {
		ArtifactType element = ArtifactSamples.codec().typeOf(Note.class);
		Artifact list = ArtifactSamples.codec().typeOf(new ParameterizedTypeReference<List<Note>>() {
		}.getType()).encode(notes);
		ArtifactElements elements = new ArtifactElements();
		notes.forEach((note) -> elements.add(element.encode(note)));
		assertThat(elements.size()).isEqualTo(notes.size());
		assertThat(elements.join().artifactId()).isEqualTo(list.artifactId());
		assertThat(split(list)).isEqualTo(notes.stream().map((note) -> element.encode(note).artifactId()).toList());
	}

	@Test
	void splitsScalars() {
		Artifact list = Artifact.of("[1,\"\",null,-2.5e3,true,\"\\\\\"]".getBytes(StandardCharsets.UTF_8));
		List<String> texts = new ArrayList<>();
		ArtifactElements.split(list)
			.forEachRemaining((element) -> texts.add(new String(element.payload(), StandardCharsets.UTF_8)));
		assertThat(texts).containsExactly("1", "\"\"", "null", "-2.5e3", "true", "\"\\\\\"");
	}

	private static List<String> split(Artifact list) {
		List<String> ids = new ArrayList<>();
		for (Iterator<Artifact> elements = ArtifactElements.split(list); elements.hasNext();) {
			ids.add(elements.next().artifactId());
		}
		return ids;
	}

	record Note(String text, Optional<String> comment, Map<String, List<Integer>> numbers) {

	}

}
