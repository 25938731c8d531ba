/**
 * Hints that other processes may execute steps, carried by db-scheduler. Internal.
 */
@NullMarked
package io.musubito.worker;

import org.jspecify.annotations.NullMarked;
