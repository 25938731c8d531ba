package io.musubito.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.musubito.work.WorkItem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes jobs, those that have gathered meanwhile together, on a thread of its own. A
 * hint that can't be written is lost, and its step is executed where it is called.
 */
final class JobSender {

	/** So that a process whose clock is late finds them due. */
	static final Duration EARLY = Duration.ofMinutes(1);

	private static final int MOST = 500;

	private static final Log logger = LogFactory.getLog(JobSender.class);

	private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

	private final Runnable sent;

	private boolean failed;

	/**
	 * Creates it.
	 * @param sent called when jobs were written
	 */
	JobSender(Runnable sent) {
		this.sent = sent;
	}

	void add(WorkItem item) {
		this.jobs.add(new Job(item, false));
	}

	void remove(WorkItem item) {
		this.jobs.add(new Job(item, true));
	}

	/**
	 * Writes until the thread is interrupted.
	 */
	void sendAll(SchedulerClient client) {
		List<Job> gathered = new ArrayList<>();
		while (!Thread.currentThread().isInterrupted()) {
			try {
				gathered.add(this.jobs.take());
				this.jobs.drainTo(gathered, MOST);
				send(client, gathered);
				this.failed = false;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (RuntimeException ex) {
				note(ex);
			}
			gathered.clear();
		}
	}

	private void send(SchedulerClient client, List<Job> gathered) {
		Instant now = Instant.now();
		List<TaskInstance<?>> added = gathered.stream()
			.filter((job) -> !job.removed() && !gathered.contains(new Job(job.item(), true)))
			.map(Job::item)
			.distinct()
			.<TaskInstance<?>>map(
					(item) -> new TaskInstance<>(StepJobs.TASK, item.workId(), new StepJob(item, now).write()))
			.toList();
		if (!added.isEmpty()) {
			schedule(client, added, now.minus(EARLY));
			this.sent.run();
		}
		for (Job job : gathered) {
			if (job.removed() && !gathered.contains(new Job(job.item(), false))) {
				cancel(client, job.item());
			}
		}
	}

	private static void schedule(SchedulerClient client, List<TaskInstance<?>> added, Instant due) {
		try {
			client.scheduleBatch(added, due);
		}
		catch (FailedToScheduleBatchException ex) {
			// One of them is there already, or the database can't be written
			added.forEach((job) -> client.scheduleIfNotExists(job, due));
		}
	}

	/**
	 * Nobody takes it, or somebody has just done so.
	 */
	private static void cancel(SchedulerClient client, WorkItem item) {
		try {
			client.cancel(TaskInstanceId.of(StepJobs.TASK, item.workId()));
		}
		catch (RuntimeException ex) {
			logger.debug("The hint of step '" + item.operation() + "' was not there to be taken back", ex);
		}
	}

	private void note(RuntimeException failure) {
		if (!this.failed) {
			this.failed = true;
			logger.warn("Steps can't be offered to other processes at present, and are executed where they are called",
					failure);
		}
	}

	/**
	 * What is to be written.
	 *
	 * @param item the hint
	 * @param removed whether it is taken back
	 */
	private record Job(WorkItem item, boolean removed) {

	}

}
