package com.acme.desk.parcel;

import java.math.BigDecimal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class ParcelConfiguration {

	@Bean
	ParcelLimits parcelLimits(@Value("${desk.parcel.goodwill:25.00}") String goodwill) {
		return new ParcelLimits(new BigDecimal(goodwill), 14, 3);
	}

}
