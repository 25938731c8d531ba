/**
 * Internal. The store on a relational database.
 */
@NullMarked
package io.musubito.store.jdbc;

import org.jspecify.annotations.NullMarked;
