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
import io.musubito.work.WorkAnswer;
import io.musubito.work.WorkHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is done with a job: whoever can executes the step, and the job is gone; else it
 * goes back. Safe for use by any number of threads.
 */
final class StepJobs {

	static final String TASK = "musubito.step";

	private static final Duration SHORTEST = Duration.ofMillis(250);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Log logger = LogFactory.getLog(StepJobs.class);

	private final Supplier<WorkHandler> handler;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

	StepJobs(Supplier<WorkHandler> handler) {
		this.handler = handler;
	}

	CustomTask<String> task() {
		return Tasks.custom(TASK, String.class)
			.onFailure(this::keep)
			.onDeadExecutionRevive()
			.execute((instance, context) -> perform(instance.getData()));
	}

	/**
	 * Lets what has not begun go back from now on.
	 */
	void stop() {
		this.stopping = true;
	}

	private CompletionHandler<String> perform(String data) {
		if (this.stopping) {
			return back(Duration.ZERO);
		}
		StepJob job = StepJob.read(data);
		WorkAnswer answer = this.handler.get().handle(job.item());
		return (answer == WorkAnswer.DECLINED) ? back(pause(job)) : new CompletionHandler.OnCompleteRemove<>();
	}

	/**
	 * Others are to have it soon, but nobody looks at it all the time that can't do it.
	 */
	private static Duration pause(StepJob job) {
		Duration half = Duration.between(job.offeredAt(), Instant.now()).dividedBy(2);
		Duration atLeast = (half.compareTo(SHORTEST) > 0) ? half : SHORTEST;
		return (atLeast.compareTo(LONGEST) < 0) ? atLeast : LONGEST;
	}

	private static CompletionHandler<String> back(Duration pause) {
		return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(pause));
	}

	private void keep(ExecutionComplete complete, ExecutionOperations<String> operations) {
		Throwable failure = complete.getCause().orElse(null);
		String message = (failure != null) ? String.valueOf(failure.getMessage()) : "for no reason that is known";
		if (this.told.add(message)) {
			logger.warn("A step of another process is not executed here, and its entry goes back: " + message
					+ " Told once.", (failure instanceof UnreadableJobException) ? null : failure);
		}
		operations.reschedule(complete, Instant.now().plus(LONGEST));
	}

}
