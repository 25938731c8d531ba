package io.musubito.autoconfigure;

import io.musubito.run.RunTracker;
import io.musubito.web.FilterConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the filter that gives each web request its own lineage context.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnBean(RunTracker.class)
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
@Import(FilterConfiguration.class)
public final class MusubitoWebAutoConfiguration {

}
