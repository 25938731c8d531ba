package io.musubito.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The representations of the endpoint's root: JSON for programs, a page for browsers. A
 * browser accepts both; Actuator takes the last of them in this order.
 */
enum RootFormat implements Producible<RootFormat> {

	JSON("application/json"),

	ACTUATOR_V2("application/vnd.spring-boot.actuator.v2+json"),

	ACTUATOR_V3("application/vnd.spring-boot.actuator.v3+json"),

	HTML("text/html;charset=UTF-8");

	private final MimeType mimeType;

	RootFormat(String mimeType) {
		this.mimeType = MimeType.valueOf(mimeType);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.mimeType;
	}

	@Override
	public boolean isDefault() {
		return this == ACTUATOR_V3;
	}

}
