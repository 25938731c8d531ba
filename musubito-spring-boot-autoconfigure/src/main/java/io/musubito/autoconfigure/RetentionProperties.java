package io.musubito.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.musubito.store.RetentionRules;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * How long what was recorded is kept. Without a limit, nothing is removed.
 */
public class RetentionProperties {

	/**
	 * Time for which results that are not used, runs and journal entries are kept. By
	 * default, for ever.
	 */
	@DurationUnit(ChronoUnit.DAYS)
	private @Nullable Duration maxAge;

	/**
	 * Size of the store above which the results that were not used for the longest time
	 * are removed. By default, any size.
	 */
	@DataSizeUnit(DataUnit.MEGABYTES)
	private @Nullable DataSize maxSize;

	/**
	 * Number of runs of each pipeline that are kept. By default, all.
	 */
	private @Nullable Integer keepRuns;

	/**
	 * Minimum time for which effects are kept, whatever the other limits are.
	 */
	@DurationUnit(ChronoUnit.DAYS)
	private Duration effects = Duration.ofDays(400);

	RetentionRules rules() {
		require(this.maxAge == null || !this.maxAge.isNegative(), "max-age", this.maxAge, "a time, such as 90d");
		require(this.maxSize == null || this.maxSize.toBytes() > 0, "max-size", this.maxSize, "a size, such as 2GB");
		require(this.keepRuns == null || this.keepRuns >= 0, "keep-runs", this.keepRuns, "a number, 0 or more");
		require(!this.effects.isNegative(), "effects", this.effects, "a time, such as 400d");
		return new RetentionRules(this.maxAge, (this.maxSize != null) ? this.maxSize.toBytes() : null, this.keepRuns,
				this.effects);
	}

	private static void require(boolean valid, String name, @Nullable Object value, String expected) {
		if (!valid) {
			throw new InvalidPropertyException("musubito.retention." + name + " is " + value
					+ ", so that it can't be told what to keep. Set it to " + expected + ", or leave it out");
		}
	}

	public @Nullable Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(@Nullable Duration maxAge) {
		this.maxAge = maxAge;
	}

	public @Nullable DataSize getMaxSize() {
		return this.maxSize;
	}

	public void setMaxSize(@Nullable DataSize maxSize) {
		this.maxSize = maxSize;
	}

	public @Nullable Integer getKeepRuns() {
		return this.keepRuns;
	}

	public void setKeepRuns(@Nullable Integer keepRuns) {
		this.keepRuns = keepRuns;
	}

	public Duration getEffects() {
		return this.effects;
	}

	public void setEffects(Duration effects) {
		this.effects = effects;
	}

}
