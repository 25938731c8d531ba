/**
 * Internal. The store on a relational database: the SQL, and who may write when. What
 * differs between databases is behind {@link io.musubito.store.jdbc.Database} and
 * {@link io.musubito.store.jdbc.Session}.
 */
@NullMarked
package io.musubito.store.jdbc;

import org.jspecify.annotations.NullMarked;
