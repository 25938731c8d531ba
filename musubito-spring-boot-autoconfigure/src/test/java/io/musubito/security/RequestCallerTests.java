package io.musubito.security;

import java.nio.file.Path;
import java.security.Principal;
import java.util.function.Supplier;

import io.musubito.MusubitoStep;
import io.musubito.step.StepRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class RequestCallerTests {

	private CallerApplication application;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.application = new CallerApplication(directory, Desk.class);
	}

	@AfterEach
	void stop() {
		RequestContextHolder.resetRequestAttributes();
		this.application.close();
	}

	@Test
	void thePrincipalOfTheRequestCountsBesideThatOfTheSecurityContext() {
		assertPerCaller("anna", "bob", () -> clerk().principal());
		this.application.login(new TestingAuthenticationToken("system", ""));
		assertPerCaller("carl", "dora", () -> clerk().principal());
		assertThat(clerk().asked()).isEqualTo(4);
	}

	@Test
	void soDoesTheRemoteUser() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal(() -> "system");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		for (String name : new String[] { "anna", "bob", "anna" }) {
			request.setRemoteUser(name);
			assertThat(clerk().user()).isEqualTo(name);
		}
		assertThat(clerk().asked()).isEqualTo(2);
	}

	@Test
	void soDoRolesThatAreAuthorities() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(
				new SecurityContextHolderAwareRequestWrapper(new MockHttpServletRequest(), "ROLE_")));
		this.application.login(new TestingAuthenticationToken("anna", "", "ROLE_ADMIN"));
		assertThat(clerk().role()).isEqualTo("admin");
		this.application.login(new TestingAuthenticationToken("anna", "", "ROLE_USER"));
		assertThat(clerk().role()).isEqualTo("user");
	}

	@Test
	void rolesThatOnlyTheRequestKnowsAreListed() {
		assertThat(this.application.bean(StepRegistry.class).boundary("role").surroundings())
			.anyMatch((entry) -> entry.startsWith("roles that only the request knows"));
		assertThat(this.application.bean(StepRegistry.class).boundary("user").surroundings())
			.noneMatch((entry) -> entry.startsWith("roles"));
	}

	@Test
	void theAuthenticationItselfInTheRequestAddsNothing() {
		TestingAuthenticationToken anna = new TestingAuthenticationToken("anna", "");
		String known = this.application.hash(anna);
		MockHttpServletRequest request = new MockHttpServletRequest();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		assertThat(this.application.hash(anna)).isEqualTo(known);
		request.setUserPrincipal(anna);
		assertThat(this.application.hash(anna)).isEqualTo(known);
		request.setUserPrincipal(new TestingAuthenticationToken("anna", ""));
		assertThat(this.application.hash(anna)).isEqualTo(known);
		request.setUserPrincipal(new TestingAuthenticationToken("bob", ""));
		assertThat(this.application.hash(anna)).isNotEqualTo(known);
	}

	@Test
	void thePrincipalOfAnExchangeCounts() {
		assertThat(inExchange("anna")).isEqualTo("for anna");
		assertThat(inExchange("bob")).isEqualTo("for bob");
		assertThat(inExchange("anna")).isEqualTo("for anna");
		assertThat(clerk().asked()).isEqualTo(2);
	}

	private @Nullable String inExchange(String name) {
		Principal principal = () -> name;
		ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"))
			.mutate()
			.principal(Mono.just(principal))
			.build();
		return clerk().exchange()
			.contextWrite((context) -> context.put(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE, exchange))
			.block();
	}

	private void assertPerCaller(String one, String other, Supplier<String> call) {
		for (String name : new String[] { one, other, one }) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setUserPrincipal(() -> name);
			RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
			assertThat(call.get()).isEqualTo(name);
		}
	}

	private Clerk clerk() {
		return this.application.bean(Clerk.class);
	}

	static class Desk {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class Clerk {

		private int asked;

		int asked() {
			return this.asked;
		}

		@MusubitoStep(name = "principal")
		String principal() {
			this.asked++;
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			return attributes.getRequest().getUserPrincipal().getName();
		}

		@MusubitoStep(name = "user")
		String user() {
			this.asked++;
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			return attributes.getRequest().getRemoteUser();
		}

		@MusubitoStep(name = "role")
		String role() {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			return attributes.getRequest().isUserInRole("ADMIN") ? "admin" : "user";
		}

		@MusubitoStep(name = "exchange")
		Mono<String> exchange() {
			return Mono.deferContextual((context) -> {
				ServerWebExchange exchange = context.get(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE);
				return exchange.<Principal>getPrincipal();
			}).map((principal) -> {
				this.asked++;
				return "for " + principal.getName();
			});
		}

	}

}
