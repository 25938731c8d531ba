package io.musubito.security;

import java.lang.reflect.Field;
import java.security.Principal;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.musubito.value.CanonicalEncoder;
import io.musubito.value.DigestSink;
import io.musubito.value.JdkTypes;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Hashes all that code may learn of a caller: the name, the authorities, whether the
 * caller is authenticated, the principal, the details, and what else an authentication
 * holds, other authentications included. Credentials, the address and the session don't
 * count, nor does what of a token is another one after each login.
 */
final class CallerHash {

	private static final String AUTHORITY = "authority ";

	private final CanonicalEncoder encoder;

	private final CallerFields fields;

	CallerHash(Predicate<Class<?>> application) {
		this.fields = new CallerFields(application);
		this.encoder = new CanonicalEncoder(application, this::find);
	}

	/**
	 * Hashes a caller.
	 * @param caller an authentication, another principal, or what holds one
	 * @return the hash
	 * @throws UnhashableValueException when something of it can't be hashed
	 */
	String of(Object caller) {
		try {
			return hash(caller);
		}
		catch (StackOverflowError ex) {
			throw new UnhashableValueException("$", caller.getClass().getName(), "it contains itself", ex);
		}
	}

	private String hash(@Nullable Object value) {
		if (value != null && this.fields.areOfApplication(value.getClass())) {
			return ofFields(value);
		}
		String known = (value != null) ? find(value) : null;
		return (known != null) ? known : this.encoder.hash(value, Object.class);
	}

	/**
	 * The hash of what is known to say something of a caller, wherever it is found.
	 */
	private @Nullable String find(Object value) {
		Class<?> type = value.getClass();
		if (value instanceof GrantedAuthority authority && (type == SimpleGrantedAuthority.class || type.isHidden())) {
			return AUTHORITY + authority.getAuthority();
		}
		if (value instanceof Principal principal && (type.isHidden() || JdkTypes.contains(type))) {
			return "principal " + ((type.isHidden()) ? "" : type.getName()) + " " + principal.getName();
		}
		return (this.fields.areOfSecurity(type)) ? ofFields(value) : null;
	}

	private String ofFields(Object value) {
		DigestSink sink = new DigestSink("principal");
		sink.text(value.getClass().getName());
		Object principal = null;
		if (value instanceof Authentication authentication) {
			principal = authentication.getPrincipal();
			tell(sink, authentication, principal);
		}
		else if (value instanceof GrantedAuthority authority) {
			sink.text(String.valueOf(authority.getAuthority()));
		}
		for (Field field : this.fields.of(value.getClass())) {
			Object content = CallerFields.read(field, value);
			if ((content != null && content == principal) || isTold(field, value)) {
				continue;
			}
			tell(sink, field.getName(), content);
		}
		return sink.hex();
	}

	private void tell(DigestSink sink, Authentication authentication, @Nullable Object principal) {
		sink.text(String.valueOf(authentication.getName()));
		sink.text((authentication.isAuthenticated()) ? "authenticated" : "not authenticated");
		Collection<? extends GrantedAuthority> authorities = authentication.getAuthorities();
		SortedSet<String> known = new TreeSet<>();
		authorities.forEach((authority) -> known.add(hash(authority) + ' ' + authority.getAuthority()));
		sink.text(String.valueOf(known.size()));
		known.forEach(sink::text);
		tell(sink, "principal", principal);
		tell(sink, "details", authentication.getDetails());
	}

	/**
	 * Their order says nothing, and details are told by their getter.
	 */
	private static boolean isTold(Field field, Object owner) {
		return owner instanceof Authentication
				&& field.getDeclaringClass().getName().endsWith(".AbstractAuthenticationToken")
				&& (field.getName().equals("authorities") || field.getName().equals("details"));
	}

	private void tell(DigestSink sink, String name, @Nullable Object value) {
		sink.property(name);
		try {
			sink.text(hash(value));
		}
		catch (UnhashableValueException ex) {
			throw new UnhashableValueException("$." + name + ex.path().substring(1), ex.type(), ex.reason(), ex);
		}
	}

}
