package io.musubito.actuate;

import java.util.Locale;
import java.util.stream.Stream;

import io.musubito.GraphQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The query parameters of a read request, as they came. Blank counts as absent.
 */
record EndpointParameters(@Nullable String run, @Nullable String node, @Nullable String operation,
		@Nullable String direction, @Nullable String depth, @Nullable String limit, @Nullable String pipeline,
		@Nullable String from, @Nullable String maxCharacters, @Nullable String format, @Nullable String period) {

	GraphQuery graphQuery() {
		GraphQuery query = selection();
		if (StringUtils.hasText(this.direction)) {
			query = query.direction(direction(this.direction));
		}
		query = query.depth(number("depth", this.depth, query.depth(), 0, Integer.MAX_VALUE));
		return query.limit(limit(query.limit()));
	}

	int limit(int defaultLimit) {
		return number("limit", this.limit, defaultLimit, 1, GraphQuery.MAX_LIMIT);
	}

	/**
	 * How long a value may be that is shown as a whole.
	 * @return the number of characters
	 */
	int characters() {
		return number("characters", this.maxCharacters, Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
	}

	private GraphQuery selection() {
		if (Stream.of(this.run, this.node, this.operation).filter(StringUtils::hasText).count() > 1) {
			throw EndpointException
				.badRequest("'run', 'node' and 'operation' exclude each other: each selects where the graph starts");
		}
		if (StringUtils.hasText(this.run)) {
			return GraphQuery.run(this.run);
		}
		if (StringUtils.hasText(this.node)) {
			return GraphQuery.node(this.node);
		}
		return (StringUtils.hasText(this.operation)) ? GraphQuery.operation(this.operation) : GraphQuery.all();
	}

	private static GraphQuery.Direction direction(String value) {
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "up" -> GraphQuery.Direction.UP;
			case "down" -> GraphQuery.Direction.DOWN;
			case "both" -> GraphQuery.Direction.BOTH;
			default ->
				throw EndpointException.badRequest("'direction' must be up, down or both, but is '" + value + "'");
		};
	}

	private static int number(String name, @Nullable String value, int defaultValue, int from, int to) {
		if (!StringUtils.hasText(value)) {
			return defaultValue;
		}
		String range = (to == Integer.MAX_VALUE) ? "from " + from : "from " + from + " to " + to;
		EndpointException refusal = EndpointException
			.badRequest("'" + name + "' must be a whole number " + range + ", but is '" + value + "'");
		try {
			int number = Integer.parseInt(value.strip());
			if (number >= from && number <= to) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			refusal.initCause(ex);
		}
		throw refusal;
	}

}
