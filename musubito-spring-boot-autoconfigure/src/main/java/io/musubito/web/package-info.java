/**
 * Internal. The adapters that give each web request its own lineage context.
 */
@NullMarked
package io.musubito.web;

import org.jspecify.annotations.NullMarked;
