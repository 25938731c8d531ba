package io.musubito.sample.prompt;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Finds prompt templates, in the same place as the steps declare them.
 */
@Component
public class Prompts {

	/** Where the templates are; a part of the {@code resources} of a step. */
	public static final String LOCATION = "${sample.prompts}";

	private final ResourceLoader resourceLoader;

	private final String location;

	/**
	 * Finds them in one place.
	 * @param resourceLoader loads them
	 * @param location where they are
	 */
	public Prompts(ResourceLoader resourceLoader, @Value(LOCATION) String location) {
		this.resourceLoader = resourceLoader;
		this.location = location;
	}

	/**
	 * Finds a template.
	 * @param name its name
	 * @return the template
	 */
	public Resource template(String name) {
		return this.resourceLoader.getResource(this.location + "/" + name + ".st");
	}

}
