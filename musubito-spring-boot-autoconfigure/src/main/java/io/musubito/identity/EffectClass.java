package io.musubito.identity;

import java.lang.reflect.Field;
import java.util.List;

/**
 * A class of arguments.
 *
 * @param variant the name by which it counts where there may be others
 * @param members its fields
 * @param scope its names, to be remembered
 */
record EffectClass(String variant, List<Member> members, EffectScope scope) {

	/**
	 * A field.
	 *
	 * @param field where it is read
	 * @param part by which name it counts
	 */
	record Member(Field field, EffectPart part) {

	}

}
