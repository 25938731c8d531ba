package io.musubito.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the page, with the answer to the endpoint's {@code session}, which header its
 * write operations have to send where Spring Security protects against forged requests. A
 * page of another origin can't read it.
 */
final class CsrfHeaderFilter extends OncePerRequestFilter implements Ordered {

	/** The name of the header and its value, separated by a space. */
	static final String NAME = "X-Musubito-Csrf";

	private final String path;

	/**
	 * Creates the filter.
	 * @param path the end of the path of {@code session}
	 */
	CsrfHeaderFilter(String path) {
		this.path = path;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().endsWith(this.path);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
			response.setHeader(NAME, token.getHeaderName() + " " + token.getToken());
		}
		chain.doFilter(request, response);
	}

}
