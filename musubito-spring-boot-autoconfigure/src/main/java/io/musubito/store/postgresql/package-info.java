/**
 * Internal. What only PostgreSQL has: how to connect, its schema, the lease of a process,
 * and what its failures mean.
 */
@NullMarked
package io.musubito.store.postgresql;

import org.jspecify.annotations.NullMarked;
