package io.musubito.actuate;

import java.util.List;

/**
 * The path below the endpoint, {@code nodes/4f1c} for example: names of resources and ids
 * in turn.
 */
record EndpointPath(List<String> segments) {

	static EndpointPath of(String... segments) {
		return new EndpointPath(List.of(segments));
	}

	/**
	 * The path with a placeholder for each id, {@code nodes/{id}} for example.
	 * @return the pattern
	 */
	String pattern() {
		StringBuilder pattern = new StringBuilder();
		for (int i = 0; i < this.segments.size(); i++) {
			boolean id = i % 2 == 1;
			pattern.append((i > 0) ? "/" : "").append((id) ? "{id}" : this.segments.get(i));
		}
		return pattern.toString();
	}

	boolean isBelow(String first) {
		return !this.segments.isEmpty() && this.segments.get(0).equals(first);
	}

	/**
	 * What follows the first segment.
	 * @return the other segments
	 */
	List<String> rest() {
		return this.segments.subList(1, this.segments.size());
	}

	/**
	 * The first id.
	 * @return the segment after the name of the resource
	 */
	String id() {
		return this.segments.get(1);
	}

	/**
	 * The second id.
	 * @return the last segment of {@code runs/{id}/diff/{id}}
	 */
	String otherId() {
		return this.segments.get(3);
	}

	@Override
	public String toString() {
		return String.join("/", this.segments);
	}

}
