package io.musubito.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.attribute.FileTime;
import java.sql.Time;
import java.sql.Timestamp;
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
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.Era;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
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
		others();
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
		if (leaf == null && Comparators.isConstant(type)) {
			return new ConstantShape(type);
		}
		return (leaf != null) ? leaf : findChrono(type);
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
		scalar(Leaf.text(LongAdder.class, LongAdder::toString));
		scalar(Leaf.text(MathContext.class, MathContext::toString));
		scalar(Leaf.text(IntSummaryStatistics.class,
				(value) -> value.getCount() + " " + value.getSum() + " " + value.getMin() + " " + value.getMax()));
		scalar(Leaf.text(LongSummaryStatistics.class,
				(value) -> value.getCount() + " " + value.getSum() + " " + value.getMin() + " " + value.getMax()));
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
		// The text of these depends on the default time zone
		scalar(Leaf.text(java.sql.Date.class, (value) -> Long.toString(value.getTime())));
		scalar(Leaf.text(Time.class, (value) -> Long.toString(value.getTime())));
		scalar(Leaf.text(Timestamp.class, (value) -> value.getTime() + "/" + value.getNanos()));
		scalar(Leaf.text(FileTime.class, FileTime::toString));
	}

	private static void names() {
		scalar(Leaf.text(UUID.class, UUID::toString));
		scalar(Leaf.text(URI.class, URI::toString));
		scalar(Leaf.text(URL.class, URL::toExternalForm));
		scalar(Leaf.text(Locale.class, JdkLeaves::locale));
		scalar(Leaf.text(Currency.class, Currency::getCurrencyCode));
		scalar(Leaf.text(Charset.class, Charset::name));
		scalar(Leaf.text(Pattern.class, (value) -> value.flags() + "/" + value.pattern()));
		scalar(Leaf.text(Class.class, Class::getName));
	}

	private static void others() {
		scalar(Leaf.text(BitSet.class, (value) -> Arrays.toString(value.toLongArray())));
		scalar(Leaf.text(AtomicIntegerArray.class, AtomicIntegerArray::toString));
		scalar(Leaf.text(AtomicLongArray.class, AtomicLongArray::toString));
		scalar(Leaf.text(Inet4Address.class, Inet4Address::toString));
		scalar(Leaf.text(Inet6Address.class, Inet6Address::toString));
		scalar(Leaf.text(InetSocketAddress.class, InetSocketAddress::toString));
		scalar(Leaf.text(StringBuilder.class, StringBuilder::toString));
		scalar(Leaf.text(StringBuffer.class, StringBuffer::toString));
	}

	/** Its own text leaves out what is without a language. */
	private static String locale(Locale locale) {
		StringBuilder text = new StringBuilder();
		text.append(locale.getLanguage()).append('_').append(locale.getScript()).append('_');
		text.append(locale.getCountry()).append('_').append(locale.getVariant());
		new TreeSet<>(locale.getExtensionKeys())
			.forEach((key) -> text.append('_').append(key).append('-').append(locale.getExtension(key)));
		return text.toString();
	}

	/** Dates of other calendars: the calendar, the day and, in full, the time. */
	private static @Nullable Shape findChrono(Class<?> type) {
		if (!JdkTypes.contains(type)) {
			return null;
		}
		if (ChronoLocalDate.class.isAssignableFrom(type)) {
			return Leaf.of(type, ChronoLocalDate.class,
					(value) -> value.getChronology().getId() + " " + value.toEpochDay());
		}
		if (ChronoLocalDateTime.class.isAssignableFrom(type)) {
			return Leaf.of(type, ChronoLocalDateTime.class, (value) -> value.getChronology().getId() + " "
					+ value.toLocalDate().toEpochDay() + " " + value.toLocalTime());
		}
		if (ChronoZonedDateTime.class.isAssignableFrom(type)) {
			return Leaf.of(type, ChronoZonedDateTime.class,
					(value) -> value.getChronology().getId() + " " + value.toLocalDate().toEpochDay() + " "
							+ value.toLocalTime() + value.getOffset() + "[" + value.getZone().getId() + "]");
		}
		if (Chronology.class.isAssignableFrom(type)) {
			return Leaf.of(type, Chronology.class, Chronology::getId);
		}
		if (ChronoPeriod.class.isAssignableFrom(type) || Era.class.isAssignableFrom(type)) {
			return Leaf.of(type, Object.class, Object::toString);
		}
		return null;
	}

	private static void scalar(Leaf leaf) {
		LEAVES.put(leaf.tag(), leaf);
	}

}
