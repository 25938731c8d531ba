package io.musubito.identity;

/**
 * What gives a text its meaning in the key of an effect. The names are a part of each key
 * and never change.
 */
enum EffectKind {

	TEXT, NUMBER, TRUTH, INSTANT, DATE, TIME, DATE_TIME, OFFSET_TIME, OFFSET_DATE_TIME, ZONED_DATE_TIME, DURATION,
	PERIOD, YEAR, YEAR_MONTH, MONTH_DAY, ZONE, UUID, URI, LOCALE, CURRENCY, CHARSET

}
