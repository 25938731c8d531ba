package io.musubito.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.MusubitoStep;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Version, store and mode under {@code musubito}. The version is that of the manifest of
 * the jar, and absent where the classes come from elsewhere.
 */
public final class MusubitoInfoContributor implements InfoContributor {

	private final EngineState state;

	/**
	 * Creates the contributor.
	 * @param state what is told beside the version
	 */
	public MusubitoInfoContributor(EngineState state) {
		this.state = state;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		String version = MusubitoStep.class.getPackage().getImplementationVersion();
		if (version != null) {
			details.put("version", version);
		}
		details.putAll(this.state.details());
		builder.withDetail("musubito", details);
	}

}
