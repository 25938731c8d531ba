package io.musubito.artifact;

import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;

/**
 * Reads application types by field, all of them and nothing else, and tags the variants
 * of sealed types. Annotations of the application come first, except those that leave
 * values out or let strange ones in.
 */
final class ArtifactIntrospector extends JacksonAnnotationIntrospector {

	private static final JsonTypeInfo.Value SEALED = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME,
			JsonTypeInfo.As.PROPERTY, "@type", null, false, true);

	private static final JsonInclude.Value ALWAYS = JsonInclude.Value.construct(JsonInclude.Include.ALWAYS,
			JsonInclude.Include.ALWAYS);

	private final transient Predicate<Class<?>> applicationTypes;

	ArtifactIntrospector(Predicate<Class<?>> applicationTypes) {
		this.applicationTypes = applicationTypes;
	}

	@Override
	public VisibilityChecker findAutoDetectVisibility(MapperConfig<?> config, AnnotatedClass type,
			VisibilityChecker checker) {
		if (!this.applicationTypes.test(type.getRawType())) {
			return super.findAutoDetectVisibility(config, type, checker);
		}
		VisibilityChecker fields = checker.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
			.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
			.withCreatorVisibility(Visibility.ANY)
			.withScalarConstructorVisibility(Visibility.ANY);
		return super.findAutoDetectVisibility(config, type, fields);
	}

	@Override
	public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
		return (isApplication(annotated)) ? ALWAYS : super.findPropertyInclusion(config, annotated);
	}

	@Override
	public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
		JsonIgnoreProperties.Value ignored = super.findPropertyIgnoralByName(config, annotated);
		return (isApplication(annotated)) ? ignored.withoutIgnoreUnknown() : ignored;
	}

	@Override
	public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
		if (member instanceof AnnotatedParameter && isApplication(member)) {
			return true;
		}
		return super.hasRequiredMarker(config, member);
	}

	@Override
	public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
		JsonTypeInfo.Value declared = super.findPolymorphicTypeInfo(config, annotated);
		return (declared == null && isSealed(annotated)) ? SEALED : declared;
	}

	@Override
	public @Nullable Object findTypeResolverBuilder(MapperConfig<?> config, Annotated annotated) {
		Object declared = super.findTypeResolverBuilder(config, annotated);
		if (declared == null && isSealed(annotated) && super.findPolymorphicTypeInfo(config, annotated) == null) {
			return new SealedTypeResolver();
		}
		return declared;
	}

	private boolean isApplication(Annotated annotated) {
		Class<?> type = (annotated instanceof AnnotatedMember member) ? member.getDeclaringClass()
				: annotated.getRawType();
		return this.applicationTypes.test(type);
	}

	private static boolean isSealed(Annotated annotated) {
		return annotated instanceof AnnotatedClass type && SealedTypeResolver.isSealed(type.getRawType());
	}

}
