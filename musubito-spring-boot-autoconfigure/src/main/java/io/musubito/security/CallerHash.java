package io.musubito.security;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.musubito.value.CanonicalEncoder;
import io.musubito.value.DigestSink;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ReflectionUtils;

/**
 * Hashes all that code may learn of a caller: the name, the authorities, whether the
 * caller is authenticated or anonymous, the principal, and what an authentication of the
 * application holds. Credentials and details (the address, the session) don't count, nor
 * does what of a token is another one after each login.
 */
final class CallerHash {

	private static final Set<String> OF_ONE_LOGIN = Set.of("exp", "iat", "nbf", "jti", "auth_time", "at_hash", "c_hash",
			"rt_hash", "nonce", "sid", "session_state");

	private final CanonicalEncoder encoder;

	private final Predicate<Class<?>> application;

	CallerHash(CanonicalEncoder encoder, Predicate<Class<?>> application) {
		this.encoder = encoder;
		this.application = application;
	}

	String of(Authentication authentication) {
		DigestSink sink = new DigestSink("principal");
		sink.text(String.valueOf(authentication.getName()));
		sink.text((authentication instanceof AnonymousAuthenticationToken) ? "anonymous" : "known");
		sink.text(authentication.isAuthenticated() ? "authenticated" : "not authenticated");
		Set<String> authorities = new TreeSet<>();
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			authorities.add(authority(authority));
		}
		sink.text(String.valueOf(authorities.size()));
		authorities.forEach(sink::text);
		tellPrincipal(sink, authentication.getPrincipal());
		tellOwnFields(sink, authentication);
		return sink.hex();
	}

	private String authority(GrantedAuthority authority) {
		String text = authority.getAuthority();
		return (text != null && !this.application.test(authority.getClass())) ? text
				: text + " " + this.encoder.hash(authority, Object.class);
	}

	private void tellPrincipal(DigestSink sink, @Nullable Object principal) {
		if (principal == null || principal instanceof Authentication) {
			return;
		}
		sink.text(principal.getClass().getName());
		Map<?, ?> claims = this.application.test(principal.getClass()) ? null : claims(principal);
		if (claims == null) {
			sink.text(this.encoder.hash(principal, Object.class));
			return;
		}
		Map<String, Object> lasting = new TreeMap<>();
		claims.forEach((name, value) -> {
			if (!OF_ONE_LOGIN.contains(String.valueOf(name))) {
				lasting.put(String.valueOf(name), value);
			}
		});
		sink.text(this.encoder.hash(lasting, Object.class));
	}

	/**
	 * What a token or an identity provider says: the rest of the token is signatures.
	 */
	private static @Nullable Map<?, ?> claims(Object principal) {
		for (String name : new String[] { "getClaims", "getAttributes" }) {
			Method method = ReflectionUtils.findMethod(principal.getClass(), name);
			if (method != null && Modifier.isPublic(method.getModifiers())
					&& Map.class.isAssignableFrom(method.getReturnType())) {
				ReflectionUtils.makeAccessible(method);
				return (Map<?, ?>) ReflectionUtils.invokeMethod(method, principal);
			}
		}
		return null;
	}

	private void tellOwnFields(DigestSink sink, Authentication authentication) {
		Class<?> type = authentication.getClass();
		while (type != null && this.application.test(type)) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					ReflectionUtils.makeAccessible(field);
					sink.text(field.getName());
					sink.text(this.encoder.hash(ReflectionUtils.getField(field, authentication), Object.class));
				}
			}
			type = type.getSuperclass();
		}
	}

}
