package io.musubito.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that hold one value and have one text for it, which depends on
 * no default time zone, locale or character set.
 */
final class JdkLeaves {

	private static final Map<Class<?>, Shape> LEAVES = new HashMap<>();

	static {
		primitives();
		numbers();
		times();
		names();
	}

	private JdkLeaves() {
	}

	static @Nullable Shape find(Class<?> type) {
		Shape leaf = LEAVES.get(type);
		if (leaf == null && ZoneId.class.isAssignableFrom(type)) {
			return LEAVES.get(ZoneId.class);
		}
		if (leaf == null && Charset.class.isAssignableFrom(type)) {
			return LEAVES.get(Charset.class);
		}
		return leaf;
	}

	private static void primitives() {
		scalar(Leaf.scalar(Boolean.class, Scalar.BOOLEAN, (value) -> (value) ? 1 : 0));
		scalar(Leaf.scalar(Byte.class, Scalar.BYTE, Byte::longValue));
		scalar(Leaf.scalar(Short.class, Scalar.SHORT, Short::longValue));
		scalar(Leaf.scalar(Character.class, Scalar.CHAR, (value) -> value));
		scalar(Leaf.scalar(Integer.class, Scalar.INT, Integer::longValue));
		scalar(Leaf.scalar(Long.class, Scalar.LONG, (value) -> value));
		scalar(Leaf.scalar(Float.class, Scalar.FLOAT, Float::floatToIntBits));
		scalar(Leaf.scalar(Double.class, Scalar.DOUBLE, Double::doubleToLongBits));
		scalar(Leaf.scalar(AtomicBoolean.class, Scalar.BOOLEAN, (value) -> (value.get()) ? 1 : 0));
		scalar(Leaf.scalar(AtomicInteger.class, Scalar.INT, AtomicInteger::get));
		scalar(Leaf.scalar(AtomicLong.class, Scalar.LONG, AtomicLong::get));
		LEAVES.put(byte[].class, new Leaf(byte[].class, (sink, value) -> sink.bytes((byte[]) value)));
	}

	private static void numbers() {
		scalar(Leaf.text(BigInteger.class, BigInteger::toString));
		scalar(Leaf.text(BigDecimal.class, (value) -> value.unscaledValue() + "E" + -(long) value.scale()));
	}

	private static void times() {
		scalar(Leaf.text(Instant.class, Instant::toString));
		scalar(Leaf.text(Duration.class, Duration::toString));
		scalar(Leaf.text(Period.class, Period::toString));
		scalar(Leaf.text(LocalDate.class, LocalDate::toString));
		scalar(Leaf.text(LocalTime.class, LocalTime::toString));
		scalar(Leaf.text(LocalDateTime.class, LocalDateTime::toString));
		scalar(Leaf.text(OffsetTime.class, OffsetTime::toString));
		scalar(Leaf.text(OffsetDateTime.class, OffsetDateTime::toString));
		// Its toString shows no offset when the zone is one
		scalar(Leaf.text(ZonedDateTime.class,
				(value) -> value.toLocalDateTime() + "" + value.getOffset() + "[" + value.getZone().getId() + "]"));
		scalar(Leaf.text(Year.class, Year::toString));
		scalar(Leaf.text(YearMonth.class, YearMonth::toString));
		scalar(Leaf.text(MonthDay.class, MonthDay::toString));
		scalar(Leaf.text(ZoneId.class, ZoneId::getId));
		scalar(Leaf.text(ZoneOffset.class, ZoneOffset::getId));
		scalar(Leaf.text(Date.class, (value) -> value.toInstant().toString()));
	}

	private static void names() {
		scalar(Leaf.text(UUID.class, UUID::toString));
		scalar(Leaf.text(URI.class, URI::toString));
		scalar(Leaf.text(URL.class, URL::toExternalForm));
		scalar(Leaf.text(Locale.class, Locale::toString));
		scalar(Leaf.text(Currency.class, Currency::getCurrencyCode));
		scalar(Leaf.text(Charset.class, Charset::name));
		scalar(Leaf.text(Pattern.class, (value) -> value.flags() + "/" + value.pattern()));
		scalar(Leaf.text(Class.class, Class::getName));
	}

	private static void scalar(Leaf leaf) {
		LEAVES.put(leaf.tag(), leaf);
	}

}
