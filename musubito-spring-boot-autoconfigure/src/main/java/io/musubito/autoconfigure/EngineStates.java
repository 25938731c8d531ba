package io.musubito.autoconfigure;

import java.util.Locale;

import io.musubito.ReplayMode;
import io.musubito.actuate.EngineState;
import io.musubito.store.StoreAccess;

/**
 * What the properties say of the engine, for those who are shown it.
 */
final class EngineStates {

	private static final String NO_STORE = "none";

	private EngineStates() {
	}

	static EngineState of(MusubitoProperties properties) {
		String store = (properties.isEnabled()) ? properties.getStore().getType().name().toLowerCase(Locale.ROOT)
				: NO_STORE;
		StoreAccess access = (properties.isEnabled()) ? properties.getStore().getAccess() : StoreAccess.READ_WRITE;
		return new EngineState(store, access, NamespaceProperty.of(properties), mode(properties));
	}

	static ReplayMode mode(MusubitoProperties properties) {
		return (properties.isEnabled()) ? properties.getMode() : ReplayMode.OFF;
	}

}
