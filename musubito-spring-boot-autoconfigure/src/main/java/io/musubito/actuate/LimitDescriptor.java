package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.quota.Limit;
import io.musubito.quota.LimitUse;
import io.musubito.quota.ModelLimits;
import org.jspecify.annotations.Nullable;

/**
 * What is used of the limits of a model, as the endpoint shows it.
 *
 * @param model the model
 * @param requestsPerMinute the limit; {@code null} when there is none
 * @param requests the requests that count now
 * @param tokensPerMinute the limit; {@code null} when there is none
 * @param tokens the tokens that count now
 * @param concurrent the limit; {@code null} when there is none
 * @param active the calls that go on now
 * @param waiting the calls that wait for a place
 * @param heldMs how long the provider wants no request; {@code null} when it takes them
 * @param calls how many calls this process has made since its start
 * @param shared whether the numbers are those of all instances
 */
@JsonInclude(Include.NON_NULL)
record LimitDescriptor(String model, @Nullable Long requestsPerMinute, long requests, @Nullable Long tokensPerMinute,
		long tokens, @Nullable Long concurrent, long active, long waiting, @Nullable Long heldMs, long calls,
		boolean shared) {

	static List<LimitDescriptor> of(ModelLimits limits) {
		return limits.use().stream().map(LimitDescriptor::of).toList();
	}

	private static LimitDescriptor of(LimitUse use) {
		return new LimitDescriptor(use.model(), number(use.limit().requests()), use.requests(),
				number(use.limit().tokens()), use.tokens(), number(use.limit().concurrent()), use.active(),
				use.waiting(), (use.heldMillis() > 0) ? use.heldMillis() : null, use.taken(), use.shared());
	}

	private static @Nullable Long number(long limit) {
		return (limit != Limit.NONE) ? limit : null;
	}

}
