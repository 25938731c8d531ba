package io.musubito.aop;

import java.time.Duration;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepOverrides.StepOverride;
import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * How long and whether the results of a step may be replayed, as the annotation says and
 * the configuration over it.
 */
final class DeclaredPolicy {

	private final Placeholders placeholders;

	private final StepOverrides overrides;

	DeclaredPolicy(Placeholders placeholders, StepOverrides overrides) {
		this.placeholders = placeholders;
		this.overrides = overrides;
	}

	StepDefinition define(Declaration declaration, MusubitoStep annotation) {
		StepOverride override = this.overrides.find(declaration.operation());
		Duration ttl = first(override.ttl(), duration(declaration, "ttl", annotation.ttl()),
				this.overrides.defaultTtls().get(annotation.type()));
		Duration staleIfError = first(override.staleIfError(),
				duration(declaration, "staleIfError", annotation.staleIfError()));
		checkNotNegative(declaration, "ttl", ttl);
		checkNotNegative(declaration, "staleIfError", staleIfError);
		return new StepDefinition(declaration.operation(), annotation.type(), ttl,
				(override.replay() != null) ? override.replay() : annotation.replay(),
				(override.forceReexecution() != null) ? override.forceReexecution() : annotation.forceReexecution(),
				(override.version() != null) ? override.version()
						: this.placeholders.resolve(declaration, "version", annotation.version()),
				staleIfError);
	}

	private @Nullable Duration duration(Declaration declaration, String attribute, String text) {
		String resolved = this.placeholders.resolve(declaration, attribute, text);
		if (!StringUtils.hasText(resolved)) {
			return null;
		}
		try {
			return DurationFormatterUtils.detectAndParse(resolved);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw declaration.refused(attribute + " = \"" + resolved + "\" is not a duration. Use the simple style "
					+ "(30s, 10m, 1h, 7d), the ISO style (PT1H) or 0.", ex);
		}
	}

	private static void checkNotNegative(Declaration declaration, String attribute, @Nullable Duration duration) {
		if (duration != null && duration.isNegative()) {
			throw declaration.refused(
					"its " + attribute + " is negative (" + duration + "), which no result is younger "
							+ "than. Correct it in the annotation, under musubito.steps or under musubito.defaults.",
					null);
		}
	}

	private static @Nullable Duration first(@Nullable Duration... durations) {
		for (Duration duration : durations) {
			if (duration != null) {
				return duration;
			}
		}
		return null;
	}

}
