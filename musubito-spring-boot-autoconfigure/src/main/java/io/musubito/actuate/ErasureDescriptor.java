package io.musubito.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What erasing a node did.
 *
 * @param erased how many nodes were erased, the node included
 */
record ErasureDescriptor(int erased) implements OperationResponseBody {

}
