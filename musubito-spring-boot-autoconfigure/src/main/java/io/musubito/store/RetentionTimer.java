package io.musubito.store;

import java.time.Duration;

/**
 * Does something again and again.
 */
interface RetentionTimer {

	/**
	 * Begins with it.
	 * @param work what to do
	 * @param first after which time
	 * @param period after which time again
	 * @return ends it
	 */
	Runnable repeat(Runnable work, Duration first, Duration period);

}
