package io.musubito.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.musubito.sample.standin.ModelUse;

/**
 * Says what a model has been asked so far.
 */
@FunctionalInterface
interface ModelMeter {

	ModelUse read();

	/**
	 * The count of the stand-in itself, which sees every request.
	 * @param address where the stand-in is
	 * @return the meter
	 */
	static ModelMeter ofStandIn(URI address) {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(address.resolve("/stats")).build();
		return () -> {
			try {
				return ModelUse.parse(client.send(request, BodyHandlers.ofString()).body());
			}
			catch (IOException ex) {
				throw new UnmetExpectationException("the stand-in at " + address + " to tell its count",
						"it does not answer: " + ex.getMessage());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		};
	}

	/**
	 * The count of Spring AI, for a model that can't be asked.
	 * @param meters the meters of the application
	 * @return the meter
	 */
	static ModelMeter ofSpringAi(MeterRegistry meters) {
		return () -> new ModelUse(
				meters.find("gen_ai.client.operation").timers().stream().mapToLong(Timer::count).sum(),
				tokens(meters, "input"), tokens(meters, "output"));
	}

	private static long tokens(MeterRegistry meters, String type) {
		return (long) meters.find("gen_ai.client.token.usage")
			.tag("gen_ai.token.type", type)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
