package io.musubito.autoconfigure;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What has to do with models.
 */
public class AiProperties {

	@NestedConfigurationProperty
	private final AdvisorProperties advisor = new AdvisorProperties();

	public AdvisorProperties getAdvisor() {
		return this.advisor;
	}

}
