package io.musubito.identity;

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
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.musubito.identity.EffectValue.Atom;
import io.musubito.value.JdkTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The classes whose objects have one text in the key of an effect. The list is closed:
 * what is not on it is refused, and a class that is added never changes a key.
 */
final class EffectAtoms {

	private static final Map<Class<?>, Known> BY_TYPE = new LinkedHashMap<>();

	static {
		add(CharSequence.class, EffectKind.TEXT, CharSequence::toString);
		add(Character.class, EffectKind.TEXT, Object::toString);
		add(Boolean.class, EffectKind.TRUTH, Object::toString);
		add(AtomicBoolean.class, EffectKind.TRUTH, AtomicBoolean::toString);
		add(Instant.class, EffectKind.INSTANT, Instant::toString);
		add(java.sql.Date.class, EffectKind.DATE, (value) -> value.toLocalDate().toString());
		add(java.sql.Time.class, EffectKind.TIME, (value) -> value.toLocalTime().toString());
		add(Date.class, EffectKind.INSTANT, (value) -> value.toInstant().toString());
		add(LocalDate.class, EffectKind.DATE, LocalDate::toString);
		add(LocalTime.class, EffectKind.TIME, LocalTime::toString);
		add(LocalDateTime.class, EffectKind.DATE_TIME, LocalDateTime::toString);
		add(OffsetTime.class, EffectKind.OFFSET_TIME, OffsetTime::toString);
		add(OffsetDateTime.class, EffectKind.OFFSET_DATE_TIME, OffsetDateTime::toString);
		add(ZonedDateTime.class, EffectKind.ZONED_DATE_TIME, EffectAtoms::text);
		add(GregorianCalendar.class, EffectKind.ZONED_DATE_TIME, (value) -> text(value.toZonedDateTime()));
		add(Duration.class, EffectKind.DURATION, Duration::toString);
		add(Period.class, EffectKind.PERIOD, Period::toString);
		add(Year.class, EffectKind.YEAR, Year::toString);
		add(YearMonth.class, EffectKind.YEAR_MONTH, YearMonth::toString);
		add(MonthDay.class, EffectKind.MONTH_DAY, MonthDay::toString);
		add(ZoneId.class, EffectKind.ZONE, ZoneId::getId);
		add(UUID.class, EffectKind.UUID, UUID::toString);
		add(URI.class, EffectKind.URI, URI::toString);
		add(URL.class, EffectKind.URI, URL::toExternalForm);
		add(Locale.class, EffectKind.LOCALE, Locale::toString);
		add(Currency.class, EffectKind.CURRENCY, Currency::getCurrencyCode);
		add(Charset.class, EffectKind.CHARSET, Charset::name);
	}

	private EffectAtoms() {
	}

	/**
	 * Reads a value that has one text.
	 * @param value the value
	 * @return what it is, {@code null} when its class is none of these
	 */
	static @Nullable Atom find(Object value) {
		if (value instanceof Number number) {
			String text = EffectNumbers.text(number);
			return (text != null) ? new Atom(EffectKind.NUMBER, text) : null;
		}
		// Subclasses of the application may be more than the text says
		if (!JdkTypes.contains(value.getClass())) {
			return null;
		}
		for (Map.Entry<Class<?>, Known> known : BY_TYPE.entrySet()) {
			if (known.getKey().isInstance(value)) {
				return new Atom(known.getValue().kind(), known.getValue().text().apply(value));
			}
		}
		return null;
	}

	/**
	 * What values of a declared type are, to recognise a parameter that got another name.
	 * @param type the type
	 * @return a word, {@code null} when they are none of these
	 */
	static @Nullable String signature(Class<?> type) {
		Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (Number.class.isAssignableFrom(wrapper) && wrapper.getName().startsWith("java.")) {
			return EffectKind.NUMBER.name();
		}
		if (wrapper == String.class || wrapper == Character.class || wrapper == CharSequence.class) {
			return EffectKind.TEXT.name();
		}
		if (wrapper == Boolean.class || wrapper == AtomicBoolean.class) {
			return EffectKind.TRUTH.name();
		}
		return BY_TYPE.entrySet()
			.stream()
			.filter((known) -> known.getKey() != CharSequence.class && known.getKey().isAssignableFrom(wrapper))
			.findFirst()
			.map((known) -> known.getValue().kind().name())
			.orElse(null);
	}

	private static String text(ZonedDateTime value) {
		// Its toString shows no offset when the zone is one
		return value.toLocalDateTime() + "" + value.getOffset() + "[" + value.getZone().getId() + "]";
	}

	private static <T> void add(Class<T> type, EffectKind kind, Function<T, String> text) {
		BY_TYPE.put(type, new Known(kind, (value) -> text.apply(type.cast(value))));
	}

	/**
	 * A class that is known.
	 *
	 * @param kind what gives the text its meaning
	 * @param text makes the text
	 */
	private record Known(EffectKind kind, Function<Object, String> text) {

	}

}
