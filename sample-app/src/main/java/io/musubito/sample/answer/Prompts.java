package io.musubito.sample.answer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Finds prompt templates, in the same place as the steps declare them.
 */
@Component
class Prompts {

	/** Where the templates are; a part of the {@code resources} of a step. */
	static final String LOCATION = "${sample.prompts}";

	private final ResourceLoader resourceLoader;

	private final String location;

	Prompts(ResourceLoader resourceLoader, @Value(LOCATION) String location) {
		this.resourceLoader = resourceLoader;
		this.location = location;
	}

	Resource template(String name) {
		return this.resourceLoader.getResource(this.location + "/" + name + ".st");
	}

}
