package io.musubito.benchmark;

import java.util.List;

/**
 * Measures a figure.
 */
interface Measurement {

	List<Row> measure(Scale scale) throws Exception;

}
