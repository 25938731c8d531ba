package io.musubito.security;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a token says of who has it.
 */
final class TokenClaims {

	private static final Set<String> FIELDS = Set.of("claims", "attributes");

	/** Claims by the registries of JWT and OpenID Connect, and those of providers. */
	private static final Set<String> OF_ONE_LOGIN = Set.of("exp", "iat", "nbf", "jti", "auth_time", "at_hash", "c_hash",
			"rt_hash", "s_hash", "nonce", "sid", "session_state", "uti", "rh", "aio", "origin_jti", "event_id");

	private TokenClaims() {
	}

	/**
	 * Whether a field of a token has claims.
	 */
	static boolean areIn(Field field) {
		return FIELDS.contains(field.getName());
	}

	/**
	 * The claims that are not others after each login.
	 */
	static Map<String, Object> lasting(Map<?, ?> claims) {
		Map<String, Object> lasting = new TreeMap<>();
		claims.forEach((name, claim) -> {
			if (!OF_ONE_LOGIN.contains(String.valueOf(name))) {
				lasting.put(String.valueOf(name), claim);
			}
		});
		return lasting;
	}

}
