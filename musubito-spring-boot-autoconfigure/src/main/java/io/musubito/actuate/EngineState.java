package io.musubito.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.ReplayMode;
import io.musubito.store.StoreAccess;

/**
 * What health and info tell: nothing that is secret, and nothing for which the store has
 * to be read.
 *
 * @param store the kind of store, as {@code musubito.store.type} has it; {@code none}
 * when Musubito is switched off
 * @param access what the application does with it
 * @param namespace the part of it that the application uses, which may be empty
 * @param mode how calls of steps are answered
 */
public record EngineState(String store, StoreAccess access, String namespace, ReplayMode mode) {

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("store", this.store);
		if (this.access != StoreAccess.READ_WRITE) {
			details.put("access", this.access.toString());
		}
		if (!this.namespace.isEmpty()) {
			details.put("namespace", this.namespace);
		}
		details.put("mode", this.mode);
		return details;
	}

}
