package io.musubito.identity;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A resource that code opens by itself. It may come and go.
 */
final class OpenedResource {

	private static final String MISSING = "missing";

	private final String location;

	private final Resource resource;

	private volatile @Nullable WatchedResource watched;

	OpenedResource(String location, Resource resource) {
		this.location = location;
		this.resource = resource;
	}

	/**
	 * The hash of its content, or that there is none.
	 */
	String hash() {
		WatchedResource known = this.watched;
		try {
			if (known == null && this.resource.isReadable()) {
				known = new WatchedResource("code", this.location, this.resource);
				this.watched = known;
			}
			return (known != null) ? known.hash() : MISSING;
		}
		catch (StepDefinitionException ex) {
			// What the code does then is its own business
			this.watched = null;
			return MISSING;
		}
	}

}
