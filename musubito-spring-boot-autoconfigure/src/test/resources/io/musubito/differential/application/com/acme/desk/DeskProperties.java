package com.acme.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("desk")
public record DeskProperties(String signature, String strategy, Limits limits, List<String> languages,
		Map<String, String> labels) {

	public record Limits(@DefaultValue("9") int words, @DefaultValue("1d") Duration grace) {
	}

	String label(String name) {
		return this.labels.getOrDefault(name, "some day");
	}

}
