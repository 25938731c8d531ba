package io.musubito.artifact;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/**
 * The names of the variants of one sealed type.
 */
final class SealedTypeIds extends TypeIdResolverBase {

	private final Map<String, Class<?>> variants;

	SealedTypeIds(JavaType sealedType) {
		super(sealedType);
		this.variants = SealedTypeResolver.variants(sealedType.getRawClass());
	}

	@Override
	public String idFromValue(DatabindContext context, Object value) {
		Class<?> variant = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		if (!this.variants.containsKey(variant.getName())) {
			return context.reportBadDefinition(this._baseType,
					"%s is no permitted subclass".formatted(variant.getName()));
		}
		return variant.getName();
	}

	@Override
	public String idFromValueAndType(DatabindContext context, Object value, Class<?> suggestedType) {
		return idFromValue(context, value);
	}

	@Override
	public @Nullable JavaType typeFromId(DatabindContext context, String id) {
		Class<?> variant = this.variants.get(id);
		return (variant != null) ? context.constructSpecializedType(this._baseType, variant) : null;
	}

	@Override
	public String getDescForKnownTypeIds() {
		return this.variants.keySet().toString();
	}

	@Override
	public JsonTypeInfo.Id getMechanism() {
		return JsonTypeInfo.Id.NAME;
	}

}
