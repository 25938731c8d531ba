/**
 * Internal. The report of a run: one HTML file without a script, which opens anywhere.
 */
@NullMarked
package io.musubito.report;

import org.jspecify.annotations.NullMarked;
