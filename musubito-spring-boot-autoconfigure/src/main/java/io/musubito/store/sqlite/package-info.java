/**
 * Internal. The store in a SQLite file: what only SQLite has. The SQL is in
 * {@link io.musubito.store.jdbc}.
 */
@NullMarked
package io.musubito.store.sqlite;

import org.jspecify.annotations.NullMarked;
