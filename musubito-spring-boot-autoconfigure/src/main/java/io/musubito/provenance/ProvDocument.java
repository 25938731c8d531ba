package io.musubito.provenance;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A document: its statements, each once, in the order of their names.
 */
final class ProvDocument {

	private final SortedMap<String, SortedMap<String, Attributes>> statements = new TreeMap<>();

	/**
	 * Declares an entity, unless it is declared.
	 * @return its name
	 */
	String entity(String name, Attributes attributes) {
		return add("entity", name, attributes);
	}

	String activity(String name, Attributes attributes) {
		return add("activity", name, attributes);
	}

	String agent(String name, Attributes attributes) {
		return add("agent", name, attributes);
	}

	/**
	 * Relates two things.
	 * @param relation the name of the relation
	 * @param subject the attribute that names the one
	 * @param subjectName its name
	 * @param object the attribute that names the other
	 * @param objectName its name
	 * @param attributes what else is said of the relation, which tells it from others of
	 * the two in {@code musubito:kind}
	 */
	void relate(String relation, String subject, String subjectName, String object, String objectName,
			Attributes attributes) {
		String kind = String.valueOf(attributes.values().get("musubito:kind"));
		add(relation, ProvName.blank(relation, subjectName, objectName, kind),
				attributes.with(subject, subjectName).with(object, objectName));
	}

	void used(String activity, String entity, Attributes attributes) {
		relate("used", "prov:activity", activity, "prov:entity", entity, attributes);
	}

	void generated(String activity, String entity, Attributes attributes) {
		relate("wasGeneratedBy", "prov:activity", activity, "prov:entity", entity, attributes);
	}

	void associated(String activity, String agent, Attributes attributes) {
		relate("wasAssociatedWith", "prov:activity", activity, "prov:agent", agent, attributes);
	}

	void informed(String informed, String informant, Attributes attributes) {
		relate("wasInformedBy", "prov:informed", informed, "prov:informant", informant, attributes);
	}

	private String add(String section, String name, Attributes attributes) {
		this.statements.computeIfAbsent(section, (added) -> new TreeMap<>()).putIfAbsent(name, attributes);
		return name;
	}

	String write() {
		return ProvJson.write(Collections.unmodifiableSortedMap(this.statements));
	}

}
