/**
 * What the tests of an application get: a store of their own. Internal.
 */
@NullMarked
package io.musubito.test;

import org.jspecify.annotations.NullMarked;
