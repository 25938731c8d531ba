package io.musubito.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class InjectedBeansTests {

	private final List<Class<?>> asked = new ArrayList<>();

	private final InjectedBeans injected = new InjectedBeans((name) -> name.startsWith(getClass().getName()),
			(type) -> {
				this.asked.add(type);
				return (type == Rule.class) ? List.of(new BeanCode(StrictRule.class, null)) : List.of();
			});

	@Test
	void asksForTheTypesOfFieldsAndParametersAndForThoseInside() throws Exception {
		BeanCode bean = new BeanCode(Reviewer.class, Beans.class.getDeclaredMethod("reviewer", Runnable.class));
		assertThat(this.injected.into(bean).beans()).containsExactly(new BeanCode(StrictRule.class, null));
		assertThat(this.asked)
			.contains(Rule.class, List.class, ObjectProvider.class, Map.class, Runnable.class, Appendable.class,
					CharSequence.class)
			.doesNotContain(Object.class, Supplier.class, int.class);
	}

	@Test
	void resolvesTheTypeVariablesOfSuperclasses() {
		this.injected.into(new BeanCode(Reviewer.class, null));
		assertThat(this.asked).contains(Appendable.class);
	}

	@Test
	void asksOnceForABean() {
		BeanCode bean = new BeanCode(Reviewer.class, null);
		this.injected.into(bean);
		int count = this.asked.size();
		assertThat(this.injected.into(bean).beans()).hasSize(1);
		assertThat(this.asked).hasSize(count);
	}

	interface Rule {

	}

	static final class StrictRule implements Rule {

	}

	abstract static class Base<T> {

		T generic;

		Object untyped;

		int number;

		static Supplier<String> shared;

	}

	static final class Reviewer extends Base<Appendable> {

		private List<Rule> rules;

		Reviewer(ObjectProvider<Rule> provider) {
		}

		@Autowired
		void configure(Map<String, CharSequence> texts) {
		}

		void other(Supplier<String> notInjected) {
		}

	}

	static final class Beans {

		Reviewer reviewer(Runnable runnable) {
			return new Reviewer(null);
		}

	}

}
