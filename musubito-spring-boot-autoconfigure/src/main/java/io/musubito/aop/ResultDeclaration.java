package io.musubito.aop;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.ResultForm;
import io.musubito.execution.ResultForm.Arrival;

import org.springframework.core.ResolvableType;

/**
 * What a method declares to return.
 *
 * @param arrival when and how the result arrives
 * @param wrapped whether it is a {@link MusubitoResult}
 * @param value the type of the value, or of one element of it
 */
record ResultDeclaration(Arrival arrival, boolean wrapped, Type value) {

	static ResultDeclaration of(Type declared) {
		Arrival arrival = arrival(rawType(declared));
		Type content = (arrival != Arrival.AT_ONCE) ? argument(declared) : declared;
		boolean wrapped = rawType(content) == MusubitoResult.class;
		return new ResultDeclaration(arrival, wrapped, wrapped ? argument(content) : content);
	}

	// By name, because Reactor need not be there
	private static Arrival arrival(Class<?> type) {
		if (type == CompletableFuture.class || type == CompletionStage.class) {
			return Arrival.FUTURE;
		}
		return switch (type.getName()) {
			case "reactor.core.publisher.Mono" -> Arrival.MONO;
			case "reactor.core.publisher.Flux" -> Arrival.FLUX;
			default -> Arrival.AT_ONCE;
		};
	}

	private static Class<?> rawType(Type type) {
		return ResolvableType.forType(type).resolve(Object.class);
	}

	private static Type argument(Type type) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[0]
				: Object.class;
	}

	/**
	 * How the result is stored: elements together, as a list.
	 */
	ArtifactType artifactType(ArtifactCodec codec) {
		ArtifactType type = codec.typeOf(this.value);
		return (this.arrival != Arrival.FLUX) ? type : codec
			.typeOf(ResolvableType.forClassWithGenerics(List.class, ResolvableType.forType(this.value)).getType());
	}

	/**
	 * How many samples a call takes.
	 */
	int samples(Declaration declaration, MusubitoStep annotation) {
		int samples = annotation.samples();
		if (samples < 1) {
			throw declaration.refused(
					"its samples are " + samples + ", so that there would be nothing to return. Say how many, from 1.",
					null);
		}
		if (samples > 1 && annotation.type() == StepType.EXTERNAL_EFFECT) {
			throw declaration.refused("it is an effect, which happens once, so that it has no samples. Remove samples.",
					null);
		}
		if (samples > 1 && (this.arrival != Arrival.AT_ONCE || this.wrapped || rawType(this.value) != List.class)) {
			throw declaration
				.refused("its samples can't be joined, as it does not return a List. Let it return a List of "
						+ "what it draws, or remove samples and call it within musubito.samples(" + samples
						+ ", () -> …).", null);
		}
		return samples;
	}

	ResultForm form(ArtifactCodec codec) {
		return new ResultForm(this.arrival, this.wrapped,
				(this.arrival == Arrival.FLUX) ? codec.typeOf(this.value) : null);
	}

}
