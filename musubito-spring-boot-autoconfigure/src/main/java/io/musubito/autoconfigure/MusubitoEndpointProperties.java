package io.musubito.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint shows, and to whom.
 *
 * @param showValues when to show values: inputs and artifacts of steps, what changed from
 * what to what, and messages of exceptions
 * @param roles roles that are shown values when that depends on authorization. When
 * empty, all authenticated users are
 */
@ConfigurationProperties("management.endpoint.musubito")
record MusubitoEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
