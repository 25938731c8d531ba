package io.musubito.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * What the caller of the endpoint may see and do.
 *
 * @param application the name of the application; {@code null} without one
 * @param writable whether the endpoint accepts write operations
 * @param values whether the caller is shown values
 * @param showValues the property that decides it,
 * {@code management.endpoint.musubito.show-values}
 * @param user the name of the caller; {@code null} when nobody is logged in
 */
@JsonInclude(Include.NON_NULL)
record SessionDescriptor(@Nullable String application, boolean writable, boolean values, Show showValues,
		@Nullable String user) implements OperationResponseBody {

}
