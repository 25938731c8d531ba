/**
 * What recorded tests asked for and were answered, and the file of it. Internal.
 */
@NullMarked
package io.musubito.recording;

import org.jspecify.annotations.NullMarked;
