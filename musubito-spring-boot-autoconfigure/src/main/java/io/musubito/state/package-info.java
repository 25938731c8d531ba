/**
 * Internal. What the objects hold that the code of a step reads when it is called.
 */
@NullMarked
package io.musubito.state;

import org.jspecify.annotations.NullMarked;
