package io.musubito.web;

import java.security.Principal;
import java.util.List;

import io.musubito.execution.Requester;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Whose request it is as the servlet container knows it.
 */
final class ServletRequester implements Requester {

	@Override
	public @Nullable Object current() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return null;
		}
		HttpServletRequest request = attributes.getRequest();
		Principal principal = request.getUserPrincipal();
		String user = request.getRemoteUser();
		if (principal == null || user == null) {
			return (principal != null) ? principal : user;
		}
		return (user.equals(principal.getName())) ? principal : List.of(principal, user);
	}

}
