package io.musubito.store;

import io.musubito.RunView;
import io.musubito.lineage.PipelineCall;
import org.jspecify.annotations.Nullable;

/**
 * A run with what is needed to resume it.
 *
 * @param view the run without its steps
 * @param owner the process that it runs or ran in, see {@link StoreProcesses#self()};
 * {@code null} when it is not known
 * @param call how its pipeline was called; {@code null} when it can't be called again
 */
public record RunDetails(RunView view, @Nullable String owner, @Nullable PipelineCall call) {

}
