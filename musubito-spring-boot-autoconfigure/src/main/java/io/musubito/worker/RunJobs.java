package io.musubito.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkAnswer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is done with the job of a run that was submitted: it stays until the run has
 * ended. While its pipeline is called, the job belongs to this process; when that dies,
 * it is given to another one. Safe for use by any number of threads.
 */
final class RunJobs {

	static final String TASK = "musubito.run";

	/** Others may be able to call it, or its process is about to be found dead. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(RunJobs.class);

	private final Supplier<RunHandler> handler;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

	RunJobs(Supplier<RunHandler> handler) {
		this.handler = handler;
	}

	CustomTask<String> task() {
		return Tasks.custom(TASK, String.class)
			.onFailure(this::keep)
			.onDeadExecutionRevive()
			.execute((instance, context) -> perform(instance.getData()));
	}

	/**
	 * Begins nothing any more, and gives up what runs.
	 */
	void stop() {
		this.stopping = true;
		this.handler.get().stop();
	}

	private CompletionHandler<String> perform(String data) {
		if (this.stopping) {
			return back(Duration.ZERO);
		}
		WorkAnswer answer = this.handler.get().handle(RunJob.read(data));
		return (answer == WorkAnswer.DECLINED) ? back((this.stopping) ? Duration.ZERO : PAUSE)
				: new CompletionHandler.OnCompleteRemove<>();
	}

	private static CompletionHandler<String> back(Duration pause) {
		return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(pause));
	}

	private void keep(ExecutionComplete complete, ExecutionOperations<String> operations) {
		Throwable failure = complete.getCause().orElse(null);
		String message = (failure != null) ? String.valueOf(failure.getMessage()) : "for no reason that is known";
		if (this.told.add(message)) {
			logger.warn(
					"A run that was submitted is not called here, and its entry goes back: " + message + " Told once.",
					(failure instanceof UnreadableJobException) ? null : failure);
		}
		operations.reschedule(complete, Instant.now().plus(AFTER_FAILURE));
	}

}
