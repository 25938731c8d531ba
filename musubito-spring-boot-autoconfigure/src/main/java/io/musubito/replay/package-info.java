/**
 * Internal. Whether a stored result may be replayed and, if not, why.
 */
@NullMarked
package io.musubito.replay;

import org.jspecify.annotations.NullMarked;
