package io.musubito.identity;

import java.util.Map;

/**
 * Remembers from one start to the next by which names the parts of effect keys count.
 */
public interface EffectNameMemory {

	/**
	 * Finds what is remembered of an effect.
	 * @param operation its operation
	 * @param version its version
	 * @return texts by scope, a class or the parameters; empty when nothing is known
	 */
	Map<String, String> findEffectNames(String operation, String version);

	/**
	 * Remembers names, in place of what was remembered of the same scopes.
	 * @param operation the operation of the effect
	 * @param version its version
	 * @param names texts by scope
	 */
	void rememberEffectNames(String operation, String version, Map<String, String> names);

}
