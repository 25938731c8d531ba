package io.musubito.security;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import io.musubito.MusubitoStep;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authentication.TestingAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class SecuredCollaboratorsTests {

	private CallerApplication application;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.application = new CallerApplication(directory, Desk.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void eachAnnotationOfAMethodCounts() {
		assertPerCaller(Clerk::before);
		assertPerCaller(Clerk::after);
		assertPerCaller(Clerk::filtered);
		assertPerCaller(Clerk::filteredBefore);
		assertPerCaller(Clerk::ofRole);
		assertPerCaller(Clerk::allowed);
		assertPerCaller(Clerk::composed);
	}

	@Test
	void soDoThoseOfAClassAnInterfaceAndWhatIsOverridden() {
		assertPerCaller(Clerk::ofClass);
		assertPerCaller(Clerk::ofParent);
		assertPerCaller(Clerk::ofInterface);
		assertPerCaller(Clerk::ofGenericInterface);
	}

	@Test
	void soDoesAnExpressionInAQuery() {
		assertPerCaller(Clerk::query);
		assertPerCaller(Clerk::nativeQuery);
		assertPerCaller(Clerk::roleInQuery);
	}

	@Test
	void otherAnnotationsDoNot() {
		assertThat(executions(Clerk::plain)).isOne();
		assertThat(executions(Clerk::plainQuery)).isOne();
	}

	private void assertPerCaller(Function<Clerk, String> step) {
		assertThat(executions(step)).isEqualTo(2);
	}

	private int executions(Function<Clerk, String> step) {
		Clerk clerk = this.application.bean(Clerk.class);
		int before = clerk.asked();
		for (String name : new String[] { "anna", "bob", "anna" }) {
			this.application.login(new TestingAuthenticationToken(name, ""));
			step.apply(clerk);
		}
		return clerk.asked() - before;
	}

	@Retention(RetentionPolicy.RUNTIME)
	@PreAuthorize("hasRole('ADMIN')")
	@interface ForAdmins {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@ForAdmins
	@interface ForBoss {

	}

	static class Methods {

		@PreAuthorize("permitAll")
		String before() {
			return "";
		}

		@PostAuthorize("permitAll")
		String after() {
			return "";
		}

		@PostFilter("filterObject != authentication.name")
		List<String> filtered() {
			return List.of();
		}

		@PreFilter("filterObject != authentication.name")
		String filteredBefore(List<String> names) {
			return "";
		}

		@Secured("ROLE_USER")
		String ofRole() {
			return "";
		}

		@RolesAllowed("USER")
		String allowed() {
			return "";
		}

		@ForBoss
		String composed() {
			return "";
		}

		@Deprecated
		String plain() {
			return "";
		}

	}

	@PreAuthorize("permitAll")
	static class Whole {

		String load() {
			return "";
		}

	}

	static class Inheriting extends Whole {

		@Override
		String load() {
			return "own";
		}

	}

	interface Loader {

		@Secured("ROLE_USER")
		String load();

	}

	static class OwnLoader implements Loader {

		@Override
		public String load() {
			return "";
		}

	}

	interface Finder<K> {

		@PreAuthorize("permitAll")
		String find(K key);

	}

	static class OwnFinder implements Finder<Long> {

		@Override
		public String find(Long key) {
			return "";
		}

	}

	interface Repository {

		@Query("select o from Order o where o.owner = ?#{principal.name}")
		String query();

		@NativeQuery("select * from orders where owner = :#{authentication.name}")
		String nativeQuery();

		@Query(value = "select o from Order o", countQuery = "select 1 where 1 = ?#{hasRole('ADMIN') ? 1 : 0}")
		String roleInQuery();

		@Query("select o from Order o where o.principal = ?1 and o.name = ?#{[0]}")
		String plainQuery(String owner);

	}

	static class Desk {

		@Bean
		Methods methods() {
			return new Methods();
		}

		@Bean
		Inheriting inheriting() {
			return new Inheriting();
		}

		@Bean
		OwnLoader loader() {
			return new OwnLoader();
		}

		@Bean
		OwnFinder finder() {
			return new OwnFinder();
		}

		@Bean
		Repository repository() {
			return (Repository) Proxy.newProxyInstance(Desk.class.getClassLoader(), new Class<?>[] { Repository.class },
					(proxy, method, arguments) -> (method.getName().equals("hashCode")) ? (Object) 1 : "");
		}

		@Bean
		Clerk clerk(Methods methods, Inheriting inheriting, OwnLoader loader, OwnFinder finder, Repository repository) {
			return new Clerk(methods, inheriting, loader, finder, repository);
		}

	}

	static class Clerk {

		private final Methods methods;

		private final Inheriting inheriting;

		private final OwnLoader loader;

		private final OwnFinder finder;

		private final Repository repository;

		private int asked;

		Clerk(Methods methods, Inheriting inheriting, OwnLoader loader, OwnFinder finder, Repository repository) {
			this.methods = methods;
			this.inheriting = inheriting;
			this.loader = loader;
			this.finder = finder;
			this.repository = repository;
		}

		int asked() {
			return this.asked;
		}

		private String answer(Object answer) {
			this.asked++;
			return answer.toString();
		}

		@MusubitoStep(name = "before")
		String before() {
			return answer(this.methods.before());
		}

		@MusubitoStep(name = "after")
		String after() {
			return answer(this.methods.after());
		}

		@MusubitoStep(name = "filtered")
		String filtered() {
			return answer(this.methods.filtered());
		}

		@MusubitoStep(name = "filteredBefore")
		String filteredBefore() {
			return answer(this.methods.filteredBefore(List.of()));
		}

		@MusubitoStep(name = "ofRole")
		String ofRole() {
			return answer(this.methods.ofRole());
		}

		@MusubitoStep(name = "allowed")
		String allowed() {
			return answer(this.methods.allowed());
		}

		@MusubitoStep(name = "composed")
		String composed() {
			return answer(this.methods.composed());
		}

		@MusubitoStep(name = "plain")
		String plain() {
			return answer(this.methods.plain());
		}

		@MusubitoStep(name = "ofClass")
		String ofClass() {
			Whole whole = this.inheriting;
			return answer(whole.load());
		}

		@MusubitoStep(name = "ofParent")
		String ofParent() {
			return answer(this.inheriting.load());
		}

		@MusubitoStep(name = "ofInterface")
		String ofInterface() {
			return answer(this.loader.load());
		}

		@MusubitoStep(name = "ofGenericInterface")
		String ofGenericInterface() {
			return answer(this.finder.find(1L));
		}

		@MusubitoStep(name = "query")
		String query() {
			return answer(this.repository.query());
		}

		@MusubitoStep(name = "nativeQuery")
		String nativeQuery() {
			return answer(this.repository.nativeQuery());
		}

		@MusubitoStep(name = "roleInQuery")
		String roleInQuery() {
			return answer(this.repository.roleInQuery());
		}

		@MusubitoStep(name = "plainQuery")
		String plainQuery() {
			return answer(this.repository.plainQuery("anna"));
		}

	}

}
