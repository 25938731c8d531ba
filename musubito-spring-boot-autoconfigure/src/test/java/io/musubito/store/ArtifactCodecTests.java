package io.musubito.store;

import java.util.List;

import io.musubito.store.ArtifactSamples.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArtifactCodecTests {

	private static final ArtifactCodec codec = ArtifactSamples.codec();

	static List<Sample> samples() {
		return ArtifactSamples.all();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void decodesWhatItEncoded(Sample sample) {
		ArtifactType type = codec.typeOf(sample.type());
		Artifact artifact = type.encode(sample.value());
		Object first = type.decode(artifact.payload());
		assertThat(first).usingRecursiveComparison()
			.withComparatorForType(Double::compare, Double.class)
			.withComparatorForType(Float::compare, Float.class)
			.isEqualTo(sample.value());
		assertThat(type.encode(first)).usingRecursiveComparison().isEqualTo(artifact);
	}

}
