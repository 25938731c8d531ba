package io.musubito.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.musubito.StoreException;
import io.musubito.work.RunDispatcher;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkHandler;
import io.musubito.work.WorkItem;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Carries hints with db-scheduler, in a table of the store, and does the work of others.
 */
public final class JobWorkers implements WorkDispatcher, RunDispatcher, SmartLifecycle {

	private static final String TABLE = "musubito_job";

	private static final Duration POLLING_INTERVAL = Duration.ofMillis(100);

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	private static final Duration NEVER = Duration.ofDays(365_000);

	private final Supplier<DataSource> jobs;

	private final boolean skipsLocked;

	private final Supplier<String> instance;

	private final Settings settings;

	private final StepJobs work;

	private final RunJobs runs;

	private final Supplier<RunHandler> runHandler;

	private final JobSender sender = new JobSender(this::wake);

	private volatile @Nullable Scheduler scheduler;

	private volatile @Nullable SchedulerClient client;

	private volatile @Nullable Thread sending;

	private volatile @Nullable DataSource opened;

	/**
	 * Creates the workers, which begin when they are started.
	 * @param jobs opens the table of the jobs
	 * @param skipsLocked whether the database can lock rows and skip those of others
	 * @param instance this process
	 * @param handler executes steps
	 * @param runHandler calls pipelines
	 * @param settings the settings
	 */
	public JobWorkers(Supplier<DataSource> jobs, boolean skipsLocked, Supplier<String> instance,
			Supplier<WorkHandler> handler, Supplier<RunHandler> runHandler, Settings settings) {
		this.jobs = jobs;
		this.skipsLocked = skipsLocked;
		this.instance = instance;
		this.settings = settings;
		this.work = new StepJobs(handler);
		this.runs = new RunJobs(runHandler);
		this.runHandler = runHandler;
	}

	@Override
	public void offer(WorkItem item) {
		this.sender.add(item);
	}

	@Override
	public void withdraw(WorkItem item) {
		this.sender.remove(item);
	}

	@Override
	public void offer(String runId) {
		SchedulerClient sender = this.client;
		if (sender == null) {
			throw new StoreException("No run can be submitted: the workers have not started, or are stopped. Submit it "
					+ "when the application has started.", null);
		}
		try {
			sender.scheduleIfNotExists(new TaskInstance<>(RunJobs.TASK, runId, RunJob.write(runId)),
					Instant.now().minus(JobSender.EARLY));
		}
		catch (RuntimeException ex) {
			throw new StoreException("Run '" + runId + "' is not submitted: the table of the jobs can't be written. "
					+ "Submit it again when the store can be used.", ex);
		}
		wake();
	}

	@Override
	public boolean isLocal() {
		return false;
	}

	private void wake() {
		Scheduler running = this.scheduler;
		if (running != null) {
			running.triggerCheckForDueExecutions();
		}
	}

	@Override
	public void start() {
		DataSource table = this.jobs.get();
		this.opened = table;
		SchedulerClient client;
		Scheduler created = (this.settings.concurrency() > 0) ? schedule(table) : null;
		if (created != null) {
			client = created;
		}
		else {
			client = SchedulerClient.Builder.create(table, this.work.task(), this.runs.task())
				.tableName(TABLE)
				.serializer(new JobText())
				.jdbcCustomization(customization())
				.build();
		}
		this.client = client;
		// What was submitted by a process that has died before it could say so
		this.runHandler.get().submitted().forEach(this::offer);
		// Last of what can fail: nobody would stop it
		if (created != null) {
			created.start();
			this.scheduler = created;
		}
		Thread thread = threads("musubito-jobs-").newThread(() -> this.sender.sendAll(client));
		thread.start();
		this.sending = thread;
	}

	private Scheduler schedule(DataSource table) {
		SchedulerBuilder builder = Scheduler.create(table, List.of(this.work.task(), this.runs.task()))
			.tableName(TABLE)
			.serializer(new JobText())
			.jdbcCustomization(customization())
			.schedulerName(new SchedulerName.Fixed(this.instance.get()))
			.threads(this.settings.concurrency())
			.executorService(Executors.newFixedThreadPool(this.settings.concurrency(), threads("musubito-worker-")))
			.dueExecutor(Executors.newSingleThreadExecutor(threads("musubito-due-")))
			.housekeeperExecutor(Executors.newScheduledThreadPool(2, threads("musubito-heartbeat-")))
			.pollingInterval(POLLING_INTERVAL)
			.heartbeatInterval(HEARTBEAT)
			.deleteUnresolvedAfter(NEVER)
			.failureLogging(LogLevel.DEBUG, false)
			.shutdownMaxWait(this.settings.drain());
		// No more than is begun at once: what waits here, others could do
		return ((this.skipsLocked) ? builder.pollUsingLockAndFetch(0.75, 1.0) : builder.pollUsingFetch(0.5, 2.0))
			.build();
	}

	private JdbcCustomization customization() {
		return (this.skipsLocked) ? new PostgreSqlJdbcCustomization(false, false) : new SqliteJdbcCustomization();
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * What runs ends, as far as it does so in time; what has not begun goes back.
	 */
	@Override
	public void stop() {
		this.client = null;
		this.work.stop();
		this.runs.stop();
		Scheduler running = this.scheduler;
		if (running != null) {
			running.stop();
		}
		Thread thread = this.sending;
		if (thread != null) {
			thread.interrupt();
		}
		this.sending = null;
	}

	@Override
	public boolean isRunning() {
		return this.sending != null;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * What waits for somebody.
	 * @return the backlog; empty when that is not known
	 */
	public JobBacklog backlog() {
		DataSource table = this.opened;
		return (table != null && isRunning()) ? JobBacklog.read(table, customization()) : JobBacklog.UNKNOWN;
	}

	/**
	 * What applications may set.
	 *
	 * @param concurrency how many steps are executed here at a time; 0 for none
	 * @param drain how long what runs is waited for when this is stopped
	 */
	public record Settings(int concurrency, Duration drain) {

	}

}
