package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * What executions took whose results could have been replayed.
 *
 * @param durationMs the time
 * @param tokens what models read and wrote
 * @param cost what that costs at the prices of today; {@code null} when it is not known
 * @param unpricedModels the models that are not in the cost; {@code null} for none
 */
@JsonInclude(Include.NON_NULL)
record RecomputationDescriptor(long durationMs, long tokens, @JsonRawValue @Nullable String cost,
		@Nullable List<String> unpricedModels) {

}
