/**
 * Internal. One call: identify, look up, decide, replay or execute, record.
 */
@NullMarked
package io.musubito.execution;

import org.jspecify.annotations.NullMarked;
