package io.musubito.value;

/**
 * Tells of arrays of primitives without boxing: an embedding has thousands of elements.
 */
final class PrimitiveArrays {

	private PrimitiveArrays() {
	}

	static void write(Sink sink, Object array) {
		if (array instanceof boolean[] elements) {
			for (boolean element : elements) {
				sink.scalar(Scalar.BOOLEAN, (element) ? 1 : 0);
			}
		}
		else if (array instanceof short[] elements) {
			for (short element : elements) {
				sink.scalar(Scalar.SHORT, element);
			}
		}
		else if (array instanceof char[] elements) {
			for (char element : elements) {
				sink.scalar(Scalar.CHAR, element);
			}
		}
		else if (array instanceof int[] elements) {
			for (int element : elements) {
				sink.scalar(Scalar.INT, element);
			}
		}
		else if (array instanceof long[] elements) {
			for (long element : elements) {
				sink.scalar(Scalar.LONG, element);
			}
		}
		else if (array instanceof float[] elements) {
			for (float element : elements) {
				sink.scalar(Scalar.FLOAT, Float.floatToIntBits(element));
			}
		}
		else if (array instanceof double[] elements) {
			for (double element : elements) {
				sink.scalar(Scalar.DOUBLE, Double.doubleToLongBits(element));
			}
		}
		else {
			throw new IllegalArgumentException("Not an array of primitives: " + array.getClass());
		}
	}

}
