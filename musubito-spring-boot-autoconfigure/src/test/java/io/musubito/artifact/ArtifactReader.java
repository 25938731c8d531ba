package io.musubito.artifact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.musubito.artifact.ArtifactSamples.Sample;

/**
 * The other process of {@link ArtifactProcessTests}. Prints for each payload the id of
 * what it decodes to, and the id of the same value made anew.
 */
public final class ArtifactReader {

	private ArtifactReader() {
	}

	public static void main(String[] args) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		PrintStream output = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
		ArtifactCodec codec = ArtifactSamples.codec();
		for (Sample sample : ArtifactSamples.all()) {
			ArtifactType type = codec.typeOf(sample.type());
			Object decoded = type.decode(Base64.getDecoder().decode(input.readLine()));
			output.println(type.encode(decoded).artifactId() + " " + type.encode(sample.value()).artifactId());
		}
	}

}
