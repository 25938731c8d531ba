/**
 * Encrypts what is private in a store. Internal.
 */
@NullMarked
package io.musubito.encryption;

import org.jspecify.annotations.NullMarked;
