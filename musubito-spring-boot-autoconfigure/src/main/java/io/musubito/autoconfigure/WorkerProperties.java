package io.musubito.autoconfigure;

import java.time.Duration;

/**
 * How processes execute steps of each other's fan-outs.
 */
class WorkerProperties {

	static final int CONCURRENCY = 8;

	/**
	 * Engine that carries steps of distributed fan-outs to other processes.
	 */
	private WorkerEngine engine = WorkerEngine.NONE;

	/**
	 * Number of steps of any process that are executed here at a time. With 0, this
	 * process only sends.
	 */
	private int concurrency = CONCURRENCY;

	/**
	 * Queue of the steps that are sent and executed here, named by at most 64 letters,
	 * digits, '.', '_' and '-'.
	 */
	private String queue = "default";

	/**
	 * Time that a step waits that nobody takes, before it is executed where it is called.
	 */
	private Duration patience = Duration.ofSeconds(2);

	/**
	 * Whether effects are executed by other processes. They never are: only 'false' is
	 * accepted.
	 */
	private boolean effects;

	public WorkerEngine getEngine() {
		return this.engine;
	}

	public void setEngine(WorkerEngine engine) {
		this.engine = engine;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public String getQueue() {
		return this.queue;
	}

	public void setQueue(String queue) {
		this.queue = queue;
	}

	public Duration getPatience() {
		return this.patience;
	}

	public void setPatience(Duration patience) {
		this.patience = patience;
	}

	public boolean isEffects() {
		return this.effects;
	}

	public void setEffects(boolean effects) {
		this.effects = effects;
	}

}
