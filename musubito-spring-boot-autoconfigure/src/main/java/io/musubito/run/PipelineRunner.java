package io.musubito.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.musubito.RunStatus;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.RunScope;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * One call of a pipeline: begin a run, or take the one that was prepared to resume
 * another; call; end the run when the result ends.
 */
public final class PipelineRunner {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			PipelineRunner.class.getClassLoader());

	private final RunTracker runs;

	public PipelineRunner(RunTracker runs) {
		this.runs = runs;
	}

	/**
	 * Runs a pipeline.
	 * @param pipeline the name of the pipeline
	 * @param call describes the call, before it begins; {@code null} when it can't be
	 * repeated
	 * @param body the code
	 * @return what the code returns, or something of the same kind that ends with it
	 * @throws Throwable what the code throws
	 */
	public @Nullable Object run(String pipeline, Supplier<@Nullable PipelineCall> call, PipelineBody body)
			throws Throwable {
		LineageContext around = Lineage.current();
		RunScope run = begin(pipeline, call, around);
		LineageContext context = around.withRun(run);
		Object result;
		try (Lineage.Scope scope = Lineage.open(context)) {
			result = body.proceed();
		}
		catch (Throwable ex) {
			this.runs.end(run, RunStatus.FAILED);
			throw ex;
		}
		if (result instanceof CompletionStage<?> stage) {
			return follow(stage, run);
		}
		if (result != null && REACTOR && PublishedRun.isPublished(result)) {
			return new PublishedRun(this.runs, run, context).follow(result);
		}
		this.runs.end(run, RunStatus.SUCCESS);
		return result;
	}

	private RunScope begin(String pipeline, Supplier<@Nullable PipelineCall> call, LineageContext around) {
		RunScope run = around.run();
		return (run != null && run.take(pipeline)) ? run
				: this.runs.startPipeline(pipeline, run, around.nextRun(pipeline), call.get());
	}

	/**
	 * The run has ended when others see that the result is complete.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody follows the callbacks
	private <T> CompletionStage<T> follow(CompletionStage<T> stage, RunScope run) {
		if (stage.getClass() != CompletableFuture.class) {
			// Another class may be what the method declares to return
			stage.whenComplete((value, failure) -> end(run, failure));
			return stage;
		}
		CompletableFuture<T> source = stage.toCompletableFuture();
		Followed<T> followed = new Followed<>(source);
		source.whenComplete((value, failure) -> {
			try {
				end(run, failure);
			}
			finally {
				followed.follow(value, failure);
			}
		});
		// A caller that completes it in any way gives the run up
		followed.whenComplete((value, failure) -> source.cancel(true));
		return followed;
	}

	private void end(RunScope run, @Nullable Throwable failure) {
		this.runs.end(run, (failure != null) ? RunStatus.FAILED : RunStatus.SUCCESS);
	}

	/**
	 * Completes after the run has ended. Cancelling it cancels what it follows.
	 *
	 * @param <T> the type of the result
	 */
	private static final class Followed<T> extends CompletableFuture<T> {

		private final CompletableFuture<T> source;

		private Followed(CompletableFuture<T> source) {
			this.source = source;
		}

		private void follow(T value, @Nullable Throwable failure) {
			if (failure != null) {
				completeExceptionally(failure);
			}
			else {
				complete(value);
			}
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			this.source.cancel(mayInterruptIfRunning);
			return super.cancel(mayInterruptIfRunning);
		}

	}

	/**
	 * The code of a pipeline.
	 */
	@FunctionalInterface
	public interface PipelineBody {

		/**
		 * Runs the code.
		 * @return its result
		 * @throws Throwable what it throws
		 */
		@Nullable Object proceed() throws Throwable;

	}

}
