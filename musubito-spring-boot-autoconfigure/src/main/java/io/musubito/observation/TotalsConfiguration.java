package io.musubito.observation;

import io.musubito.usage.Prices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What an application on the command line says at its end.
 */
@Configuration(proxyBeanMethods = false)
public class TotalsConfiguration {

	@Bean
	CallTotals musubitoCallTotals(Prices prices) {
		return new CallTotals(prices);
	}

}
