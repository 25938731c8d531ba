package io.musubito.artifact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import org.springframework.util.ClassUtils;

/**
 * The mapper of the store: what it writes depends on the value alone, and it reads only
 * what it has written.
 */
final class ArtifactMapper {

	private ArtifactMapper() {
	}

	static JsonMapper create(Predicate<Class<?>> applicationTypes) {
		JsonMapper.Builder builder = JsonMapper.builder(OwnJson.factory())
			.annotationIntrospector(new ArtifactIntrospector(applicationTypes))
			.constructorDetector(
					ConstructorDetector.USE_PROPERTIES_BASED.withAllowImplicitWithDefaultConstructor(false))
			.addModule(new SimpleModule("musubito").addAbstractTypeMapping(Set.class, LinkedHashSet.class)
				.setSerializerModifier(new ArtifactSerializers()))
			.addModule(new TreeModule())
			.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
			.disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, MapperFeature.ALLOW_COERCION_OF_SCALARS,
					MapperFeature.FIX_FIELD_NAME_UPPER_CASE_PREFIX)
			.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
			.withCoercionConfig(LogicalType.Textual,
					(coercion) -> List
						.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
						.forEach((shape) -> coercion.setCoercion(shape, CoercionAction.Fail)));
		if (isPresent("org.springframework.ai.content.Media")) {
			builder.addModule(new MediaModule());
		}
		if (isPresent("org.springframework.ai.chat.model.ChatResponse")) {
			builder.addModule(new ModelResultModule());
		}
		if (isPresent("org.springframework.ai.chat.client.ChatClientResponse")) {
			builder.addModule(new ChatClientModule());
		}
		return builder.build();
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, ArtifactMapper.class.getClassLoader());
	}

}
