/**
 * Work that other processes may do. Internal.
 */
@NullMarked
package io.musubito.work;

import org.jspecify.annotations.NullMarked;
