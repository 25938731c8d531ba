package io.musubito.page;

import java.util.List;

/**
 * The applications that the tests look at. All of them but {@link #LARGE} share one
 * store.
 */
enum Variant {

	/** On Spring MVC, with all that may be shown and done. */
	STORY(Application.Kind.EXTENDED, "/actuator/musubito", "--management.endpoint.musubito.show-values=always"),

	/** The same with a store of its own, in which there is very much. */
	LARGE(Application.Kind.EXTENDED, "/actuator/musubito", "--management.endpoint.musubito.show-values=always"),

	/** Nothing may be done, no values are shown, and the endpoint has another name. */
	READ_ONLY(Application.Kind.PLAIN, "/actuator/lineage", "--management.endpoint.musubito.access=read-only",
			"--management.endpoints.web.path-mapping.musubito=lineage"),

	/** On WebFlux. */
	WEBFLUX(Application.Kind.WEBFLUX, "/actuator/musubito", "--spring.main.web-application-type=reactive",
			"--management.endpoint.musubito.show-values=always"),

	/** On a port and below a path of its own. */
	MANAGEMENT_PORT(Application.Kind.PLAIN, "/internal/manage/musubito", "--management.server.port=0",
			"--management.server.base-path=/internal", "--management.endpoints.web.base-path=/manage",
			"--management.endpoint.musubito.show-values=always"),

	/** Behind a login, and with protection against forged requests. */
	SECURED(Application.Kind.SECURED, "/actuator/musubito", "--spring.security.user.name=ada",
			"--spring.security.user.password=secret", "--management.endpoint.musubito.show-values=when-authorized");

	private final Application.Kind kind;

	private final String endpointPath;

	private final List<String> arguments;

	Variant(Application.Kind kind, String endpointPath, String... arguments) {
		this.kind = kind;
		this.endpointPath = endpointPath;
		this.arguments = List.of(arguments);
	}

	Application.Kind kind() {
		return this.kind;
	}

	String endpointPath() {
		return this.endpointPath;
	}

	List<String> arguments() {
		return this.arguments;
	}

}
