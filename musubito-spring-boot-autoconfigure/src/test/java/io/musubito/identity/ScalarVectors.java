package io.musubito.identity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Numbers, texts, names.
 */
final class ScalarVectors {

	private ScalarVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("null", null);
		values.put("true", true);
		values.put("false", false);
		addNumbers(values);
		addTexts(values);
		values.put("Locale", Locale.CANADA_FRENCH);
		values.put("Locale root", Locale.ROOT);
		values.put("Locale with script", Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"));
		values.put("Currency", Currency.getInstance("EUR"));
		values.put("UUID", new UUID(1, 2));
		values.put("UUID negative", new UUID(-1, Long.MIN_VALUE));
		values.put("URI", URI.create("https://example.org/a?b=c"));
		values.put("URI escaped", URI.create("https://example.org/%C3%A9"));
		values.put("Charset", StandardCharsets.UTF_8);
		values.put("Pattern", Pattern.compile("a+", Pattern.CASE_INSENSITIVE));
		values.put("Pattern without flags", Pattern.compile("a+"));
		values.put("Class", String.class);
		values.put("Class primitive", int.class);
		values.put("Class array", String[][].class);
		values.put("enum of the JDK", TimeUnit.SECONDS);
		values.put("enum with bodies", RoundingMode.HALF_EVEN);
		values.put("enum", GoldenVectorTests.Level.HIGH);
	}

	private static void addNumbers(Map<String, Object> values) {
		for (int number : new int[] { 0, 1, -1, 127, 128, 255, 256, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
			values.put("int " + number, number);
		}
		for (long number : new long[] { 0, 1, -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE }) {
			values.put("long " + number, number);
		}
		for (short number : new short[] { 1, -1, Short.MIN_VALUE }) {
			values.put("short " + number, number);
		}
		for (byte number : new byte[] { 1, Byte.MIN_VALUE }) {
			values.put("byte " + number, number);
		}
		values.put("char a", 'a');
		values.put("char 0", '\0');
		values.put("char surrogate", '\uD83D');
		for (float number : new float[] { 0f, -0f, 1.5f, 0.1f, Float.NEGATIVE_INFINITY, Float.NaN }) {
			values.put("float " + number, number);
		}
		values.put("float least", Float.MIN_VALUE);
		for (double number : new double[] { 0, -0.0, 1.5, 0.1, Double.POSITIVE_INFINITY, Double.NaN }) {
			values.put("double " + number, number);
		}
		// Named by hand, as releases of Java write it differently
		values.put("double 1e23", 1e23);
		values.put("double least", Double.MIN_VALUE);
		values.put("double other NaN", Double.longBitsToDouble(0x7ff8000000000001L));
		values.put("BigInteger", BigInteger.TEN.pow(30));
		values.put("BigInteger 1", BigInteger.ONE);
		values.put("BigInteger negative", BigInteger.TWO.pow(200).negate());
		values.put("BigDecimal 1.5", new BigDecimal("1.5"));
		values.put("BigDecimal 1.50", new BigDecimal("1.50"));
		values.put("BigDecimal 1E+9", new BigDecimal("1E+9"));
		values.put("BigDecimal 0.00", new BigDecimal("0.00"));
		values.put("MathContext", MathContext.DECIMAL64);
		values.put("AtomicInteger", new AtomicInteger(7));
		values.put("AtomicLong", new AtomicLong(7));
	}

	private static void addTexts(Map<String, Object> values) {
		values.put("empty text", "");
		values.put("text", "h\u00e9llo \uD83D\uDE00");
		values.put("text 1", "1");
		values.put("text true", "true");
		values.put("text composed", "\u00e9");
		values.put("text decomposed", "e\u0301");
		values.put("text Latin", "\u00ff");
		values.put("text with NUL", "a\0b");
		values.put("text with line ends", "a\r\nb\n");
		values.put("text Turkish", "\u0130i\u0131I");
		values.put("unpaired surrogate", "a\uD83D");
		values.put("surrogates reversed", "\uDE00\uD83D");
		values.put("replacement character", "a\uFFFD");
		values.put("long text", "ab".repeat(10_000));
		values.put("StringBuilder", new StringBuilder("text"));
	}

}
