// How long to wait at the most before the next attempt while the application does not answer
const LONGEST_PAUSE_MS = 15_000;

/**
 * Asks again and again for what a page shows: not while the tab is hidden, at once when it is seen again, and less and
 * less often while the application does not answer.
 */
export class Polling {

	#jobs = new Set();
	#onChange;
	#onError;

	/** False from the first question without an answer until the next answer. */
	answers = true;

	constructor({ onChange, onError }) {
		this.#onChange = onChange;
		this.#onError = onError;
		document.addEventListener('visibilitychange', () => this.#jobs.forEach((job) => this.#seen(job)));
		addEventListener('online', () => this.#jobs.forEach((job) => this.#seen(job)));
	}

	/** Whether something is asked for at intervals. */
	get active() {
		return this.#jobs.size > 0;
	}

	/** Calls a function, which may be asynchronous, the first time after so many milliseconds; returns what ends it. */
	start(call, milliseconds) {
		const job = { call, milliseconds, failures: 0 };
		this.#jobs.add(job);
		this.#schedule(job);
		return () => this.#stop(job);
	}

	stopAll() {
		this.#jobs.forEach((job) => this.#stop(job));
	}

	/** Says how a question ended that was asked elsewhere. */
	report(answers) {
		if (this.answers !== answers) {
			this.answers = answers;
			this.#onChange(answers);
		}
	}

	#stop(job) {
		clearTimeout(job.timer);
		this.#jobs.delete(job);
	}

	#seen(job) {
		if (!document.hidden && !job.running) {
			clearTimeout(job.timer);
			this.#run(job);
		}
	}

	#schedule(job) {
		const pause = Math.min(job.milliseconds * 2 ** job.failures, Math.max(LONGEST_PAUSE_MS, job.milliseconds));
		job.timer = setTimeout(() => this.#run(job), pause);
	}

	async #run(job) {
		if (document.hidden || !this.#jobs.has(job)) {
			return;
		}
		job.running = true;
		try {
			await job.call();
			job.failures = 0;
			this.report(true);
		}
		catch (error) {
			job.failures++;
			this.#failed(job, error);
		}
		job.running = false;
		if (this.#jobs.has(job)) {
			this.#schedule(job);
		}
	}

	#failed(job, error) {
		if (isSilence(error)) {
			this.report(false);
		}
		// An answer of the application that is no good is told once, not at every attempt
		else if (job.failures === 1 && this.#jobs.has(job)) {
			this.report(true);
			this.#onError(error);
		}
	}

}

/** Whether an error means that the application, or what stands before it, does not answer at all. */
export function isSilence(error) {
	return error.status === 0 || error.status === 502 || error.status === 504;
}
