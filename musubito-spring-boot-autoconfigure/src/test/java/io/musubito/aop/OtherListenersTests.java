package io.musubito.aop;

import java.util.Collection;

import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class OtherListenersTests {

	@Test
	void listenersAboveAreFound() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Annotated.class);
				AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			parent.addApplicationListener(new Listening());
			context.setParent(parent);
			context.refresh();
			assertThat(hearing(Written.class, context)).containsExactly(Annotated.class.getName(),
					Listening.class.getName());
			// What is wrapped in an event isn't looked at
			assertThat(hearing(Integer.class, context)).containsExactly(Listening.class.getName());
		}
	}

	@Test
	void whatALibraryPassesEventsOnToIsFound() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Annotated.class)) {
			context.addApplicationListener(new GenericApplicationListenerAdapter(new Listening()));
			context.addApplicationListener(ApplicationListener.forPayload((Written written) -> {
			}));
			assertThat(hearing(Written.class, context)).containsExactly(OtherListenersTests.class.getName(),
					Listening.class.getName());
		}
	}

	@Test
	void beansAndListenersOfLibrariesAreNotFound() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Annotated.class,
				Listening.class)) {
			context.addApplicationListener(new org.springframework.boot.context.logging.LoggingApplicationListener());
			assertThat(hearing(Written.class, context)).isEmpty();
		}
	}

	private static Collection<String> hearing(Class<?> event, GenericApplicationContext context) {
		return new BeanCodes(context.getBeanFactory(), context,
				(type) -> type.getName().startsWith(OtherListenersTests.class.getName()))
			.otherListeners(event);
	}

	record Written(String text) {

	}

	static class Annotated {

		@EventListener
		void on(Written written) {
		}

	}

	static class Listening implements ApplicationListener<PayloadApplicationEvent<Written>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<Written> event) {
		}

	}

}
