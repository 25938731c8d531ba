package io.musubito.identity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * The one text of a number: its value, whatever class holds it. {@code 1}, {@code 1L},
 * {@code 1.0} and {@code new BigDecimal("1.00")} are one number.
 * <p>
 * A {@code double} is the shortest decimal that reads as this very {@code double}, a
 * {@code float} the same among those: {@code 0.1f}, {@code 0.1} and
 * {@code new BigDecimal("0.1")} are one number too. It is computed here, as
 * {@link Double#toString} of different releases of Java gives different texts.
 */
final class EffectNumbers {

	private static final int MAX_FLOAT_DIGITS = 9;

	private static final int MAX_DOUBLE_DIGITS = 17;

	private static final int MAX_PLAIN_DIGITS = 40;

	private EffectNumbers() {
	}

	/**
	 * The text of a number.
	 * @param number the number
	 * @return its text, {@code null} when its class is not known
	 */
	static @Nullable String text(Number number) {
		if (number instanceof Byte || number instanceof Short || number instanceof Integer || number instanceof Long
				|| number instanceof AtomicInteger || number instanceof AtomicLong || number instanceof LongAdder) {
			return text(BigDecimal.valueOf(number.longValue()));
		}
		if (number instanceof Double value) {
			return (Double.isFinite(value)) ? text(shortest(value)) : value.toString();
		}
		if (number instanceof Float value) {
			return (Float.isFinite(value)) ? text(shortest(value)) : value.toString();
		}
		if (number.getClass() == BigInteger.class) {
			return text(new BigDecimal((BigInteger) number));
		}
		return (number.getClass() == BigDecimal.class) ? text((BigDecimal) number) : null;
	}

	/**
	 * Whether a text is that of a number with digits.
	 */
	static boolean isFinite(String text) {
		return text.indexOf('E') > 0;
	}

	/**
	 * A number as people write it.
	 */
	static String plain(String text) {
		BigDecimal value = new BigDecimal(text);
		return (value.precision() + Math.abs((long) value.scale()) <= MAX_PLAIN_DIGITS) ? value.toPlainString() : text;
	}

	private static String text(BigDecimal value) {
		if (value.signum() == 0) {
			return "0E0";
		}
		BigDecimal stripped = value.stripTrailingZeros();
		return stripped.unscaledValue() + "E" + -(long) stripped.scale();
	}

	private static BigDecimal shortest(double value) {
		BigDecimal exact = new BigDecimal(value);
		for (int digits = 1; digits < MAX_DOUBLE_DIGITS; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits));
			if (rounded.doubleValue() == value) {
				return rounded;
			}
		}
		return exact.round(new MathContext(MAX_DOUBLE_DIGITS));
	}

	private static BigDecimal shortest(float value) {
		BigDecimal exact = new BigDecimal(value);
		for (int digits = 1; digits < MAX_FLOAT_DIGITS; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits));
			if (rounded.floatValue() == value) {
				return rounded;
			}
		}
		return exact.round(new MathContext(MAX_FLOAT_DIGITS));
	}

}
