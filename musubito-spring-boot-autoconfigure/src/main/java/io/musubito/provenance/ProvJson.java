package io.musubito.provenance;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.musubito.artifact.OwnJson;
import io.musubito.provenance.Attributes.QualifiedName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes statements as PROV-JSON.
 */
final class ProvJson {

	// ASCII, so that no converter of an application can spoil it
	private static final JsonFactory FACTORY = OwnJson.factory()
		.rebuild()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.build();

	private ProvJson() {
	}

	static String write(SortedMap<String, SortedMap<String, Attributes>> statements) {
		StringWriter json = new StringWriter();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
			generator.writeStartObject();
			generator.writeName("prefix").writeStartObject();
			generator.writeStringProperty(ProvName.PREFIX, ProvName.NAMESPACE).writeEndObject();
			statements.forEach((section, named) -> {
				generator.writeName(section).writeStartObject();
				named.forEach((name, attributes) -> write(generator, name, attributes.values()));
				generator.writeEndObject();
			});
			generator.writeEndObject();
		}
		return json.toString();
	}

	private static void write(JsonGenerator generator, String name, Map<String, Object> attributes) {
		generator.writeName(name).writeStartObject();
		attributes.forEach((attribute, value) -> {
			generator.writeName(attribute);
			write(generator, value);
		});
		generator.writeEndObject();
	}

	private static void write(JsonGenerator generator, Object value) {
		if (value instanceof List<?> values) {
			generator.writeStartArray();
			values.forEach((element) -> write(generator, element));
			generator.writeEndArray();
		}
		else if (value instanceof QualifiedName name) {
			generator.writeStartObject();
			generator.writeStringProperty("$", name.name()).writeStringProperty("type", "xsd:QName").writeEndObject();
		}
		else if (value instanceof Number number) {
			generator.writeNumber(number.longValue());
		}
		else if (value instanceof Boolean flag) {
			generator.writeBoolean(flag);
		}
		else {
			generator.writeString(value.toString());
		}
	}

}
