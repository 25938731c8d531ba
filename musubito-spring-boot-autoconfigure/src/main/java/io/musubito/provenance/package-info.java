/**
 * Internal. The whole past of a node as PROV-JSON.
 *
 * @see <a href="https://www.w3.org/submissions/prov-json/">The PROV-JSON
 * Serialization</a>
 */
@NullMarked
package io.musubito.provenance;

import org.jspecify.annotations.NullMarked;
