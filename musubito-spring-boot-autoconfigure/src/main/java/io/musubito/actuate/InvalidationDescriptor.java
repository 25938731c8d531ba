package io.musubito.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What an invalidation did.
 *
 * @param invalidated how many nodes became stale
 */
record InvalidationDescriptor(int invalidated) implements OperationResponseBody {

}
