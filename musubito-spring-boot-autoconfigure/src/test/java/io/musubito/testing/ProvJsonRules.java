package io.musubito.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the PROV-JSON Serialization (W3C member submission of 24 April 2013) as
 * far as documents of Musubito use it, written down by hand: the published schema is no
 * part of this project, as its licence (the W3C Document License) is another one. Beside
 * these, two that the schema can't express: what is named is declared, and names have a
 * declared prefix.
 */
public final class ProvJsonRules {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Set<String> THINGS = Set.of("entity", "activity", "agent");

	/** By relation: the attributes that it must have, all of them names. */
	private static final Map<String, List<String>> RELATIONS = Map.of("used", List.of("prov:activity", "prov:entity"),
			"wasGeneratedBy", List.of("prov:entity", "prov:activity"), "wasDerivedFrom",
			List.of("prov:generatedEntity", "prov:usedEntity"), "wasInformedBy",
			List.of("prov:informed", "prov:informant"), "wasAssociatedWith", List.of("prov:activity", "prov:agent"),
			"wasAttributedTo", List.of("prov:entity", "prov:agent"), "hadMember",
			List.of("prov:collection", "prov:entity"));

	private static final Set<String> TIMES = Set.of("prov:startTime", "prov:endTime", "prov:time");

	private ProvJsonRules() {
	}

	/**
	 * Reads a document that keeps the rules.
	 */
	public static JsonNode read(String json) {
		JsonNode document = JSON.readTree(json);
		List<String> broken = broken(document);
		assertThat(broken).isEmpty();
		return document;
	}

	public static List<String> broken(JsonNode document) {
		List<String> broken = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		THINGS.forEach((section) -> names.addAll(document.path(section).propertyNames()));
		Set<String> prefixes = new TreeSet<>(document.path("prefix").propertyNames());
		prefixes.forEach((prefix) -> {
			if (!prefix.matches("[a-zA-Z0-9_-]+") || !document.path("prefix").path(prefix).isString()) {
				broken.add("prefix " + prefix);
			}
		});
		// Known without a declaration
		prefixes.addAll(List.of("prov", "xsd"));
		document.properties().forEach((section) -> {
			String name = section.getKey();
			if (!name.equals("prefix") && !THINGS.contains(name) && !RELATIONS.containsKey(name)) {
				broken.add("section " + name);
			}
			if (!name.equals("prefix")) {
				section.getValue().properties().forEach((statement) -> check(name, statement, names, prefixes, broken));
			}
		});
		return broken;
	}

	private static void check(String section, Map.Entry<String, JsonNode> statement, Set<String> names,
			Set<String> prefixes, List<String> broken) {
		String where = section + " " + statement.getKey();
		if (!isName(statement.getKey(), prefixes) && !statement.getKey().matches("_:[A-Za-z0-9-]+")) {
			broken.add(where + ": the name");
		}
		for (String required : RELATIONS.getOrDefault(section, List.of())) {
			if (!names.contains(statement.getValue().path(required).asString(""))) {
				broken.add(where + ": " + required);
			}
		}
		statement.getValue().properties().forEach((attribute) -> {
			if (!isName(attribute.getKey(), prefixes) || !isValue(attribute.getValue(), prefixes)
					|| (TIMES.contains(attribute.getKey()) && !isTime(attribute.getValue()))) {
				broken.add(where + ": " + attribute.getKey());
			}
		});
	}

	private static boolean isName(String name, Set<String> prefixes) {
		return name.matches("[a-zA-Z0-9_-]+:[A-Za-z0-9_.-]+")
				&& prefixes.contains(name.substring(0, name.indexOf(':')));
	}

	private static boolean isValue(JsonNode value, Set<String> prefixes) {
		if (value.isArray()) {
			return !value.isEmpty() && value.valueStream().allMatch((one) -> !one.isArray() && isValue(one, prefixes));
		}
		if (value.isObject()) {
			return value.path("$").isString() && Set.of("$", "type", "lang").containsAll(value.propertyNames())
					&& (!value.path("type").asString("").equals("xsd:QName")
							|| isName(value.path("$").asString(), prefixes));
		}
		return value.isString() || value.isNumber() || value.isBoolean();
	}

	private static boolean isTime(JsonNode value) {
		return value.isString() && Instant.parse(value.asString()) != null;
	}

}
