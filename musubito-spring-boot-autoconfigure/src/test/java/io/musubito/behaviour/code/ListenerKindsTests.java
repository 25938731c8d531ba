package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.EditedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever listens to an event that a step publishes is followed or listed: in whatever
 * way it is made, and whatever type it says that it hears.
 */
@Tag("slow")
class ListenerKindsTests {

	private static final String PUBLISH = """
			StringBuilder b = new StringBuilder(); this.publisher.publishEvent(new Written(b)); return b.toString();
			""";

	private static final String WRITTEN = """
			record Written(StringBuilder into) { }
			static void mark(ApplicationEvent event) {
				if (event instanceof PayloadApplicationEvent<?> wrapped && wrapped.getPayload() instanceof Written written) {
					written.into().append("old");
				}
			}
			""";

	private static final String LISTENING = WRITTEN + """
			public static class Listening implements ApplicationListener<PayloadApplicationEvent<Written>> {
				public void onApplicationEvent(PayloadApplicationEvent<Written> event) { mark(event); }
			}
			""";

	@TempDir
	Path directory;

	static Stream<Arguments> followed() {
		return Stream.of(Arguments.of("made by a library of a lambda", WRITTEN + """
				@Bean static ApplicationListener<PayloadApplicationEvent<Written>> listening() {
					return ApplicationListener.forPayload((Written written) -> written.into().append("old"));
				}
				"""), Arguments.of("made by a library of a method", WRITTEN + """
				static void on(Written written) { written.into().append("old"); }
				@Bean static ApplicationListener<PayloadApplicationEvent<Written>> listening() {
					return ApplicationListener.forPayload(Main::on);
				}
				"""), Arguments.of("wrapped by a library", LISTENING + """
				@Bean static GenericApplicationListenerAdapter listening() {
					return new GenericApplicationListenerAdapter(new Listening());
				}
				"""), Arguments.of("of what the event is wrapped in", LISTENING + """
				@Bean static Listening listening() { return new Listening(); }
				"""), Arguments.of("of all events", WRITTEN + """
				public static class Listening implements ApplicationListener<ApplicationEvent> {
					public void onApplicationEvent(ApplicationEvent event) { mark(event); }
				}
				@Bean static Listening listening() { return new Listening(); }
				"""),
				Arguments.of("of all events, annotated",
						WRITTEN + """
								public static class Listening {
									@org.springframework.context.event.EventListener public void on(ApplicationEvent event) { mark(event); }
								}
								@Bean static Listening listening() { return new Listening(); }
								"""),
				Arguments.of("that says itself what it hears", WRITTEN + """
						public static class Listening implements SmartApplicationListener {
							public boolean supportsEventType(Class<? extends ApplicationEvent> type) { return true; }
							public void onApplicationEvent(ApplicationEvent event) { mark(event); }
						}
						@Bean static Listening listening() { return new Listening(); }
						"""),
				Arguments.of("with an annotation of the application",
						WRITTEN + """
								@Retention(RetentionPolicy.RUNTIME) @org.springframework.context.event.EventListener public @interface Hears { }
								public static class Listening { @Hears public void on(Written written) { written.into().append("old"); } }
								@Bean static Listening listening() { return new Listening(); }
								"""),
				Arguments.of("inherited",
						WRITTEN + """
								public static class Base {
									@org.springframework.context.event.EventListener public void on(Written written) { written.into().append(text()); }
									String text() { return "none"; }
								}
								public static class Listening extends Base { String text() { return "old"; } }
								@Bean static Base listening() { return new Listening(); }
								"""),
				Arguments.of("what tells listeners",
						WRITTEN + """
								@Bean static ApplicationEventMulticaster applicationEventMulticaster() {
									return new SimpleApplicationEventMulticaster() {
										public void multicastEvent(ApplicationEvent event, org.springframework.core.ResolvableType type) { mark(event); }
									};
								}
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("followed")
	void anEditIsSeen(String name, String members) throws Exception {
		new EditedApplication(this.directory, "", PUBLISH, members).assertEditIsSeen();
	}

	static Stream<Arguments> listed() {
		return Stream.of(Arguments.of("lambda", WRITTEN + """
				@Bean static InitializingBean adding(ConfigurableApplicationContext context) {
					return () -> context.addApplicationListener(
							ApplicationListener.forPayload((Written written) -> written.into().append("old")));
				}
				""", "com.acme.Main"), Arguments.of("object", LISTENING + """
				@Bean static InitializingBean adding(ConfigurableApplicationContext context) {
					return () -> context.addApplicationListener(new Listening());
				}
				""", "com.acme.Main$Listening"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("listed")
	void whatIsNoBeanIsListed(String name, String members, String type) throws Exception {
		assertThat(new EditedApplication(this.directory, "", PUBLISH, members).boundary().surroundings())
			.containsExactly("the listener " + type + ", which is no bean of the context");
	}

}
