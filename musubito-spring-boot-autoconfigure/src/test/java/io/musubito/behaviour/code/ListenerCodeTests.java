package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.EditedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who listens to an event of the application that a step publishes runs for the step.
 */
@Tag("slow")
class ListenerCodeTests {

	@TempDir
	Path directory;

	static Stream<Arguments> listeners() {
		return Stream.of(Arguments.of("event listener", "",
				"StringBuilder b = new StringBuilder(); this.publisher.publishEvent(new Written(b)); return b.toString();",
				"""
						record Written(StringBuilder into) { }
						public static class Listening { @org.springframework.context.event.EventListener void on(Written written) { written.into().append("old"); } }
						@Bean static Listening listening() { return new Listening(); }
						"""),
				Arguments.of("application listener", "",
						"Written w = new Written(this); this.context.publishEvent(w); return w.into.toString();",
						"""
								public static class Written extends ApplicationEvent { StringBuilder into = new StringBuilder(); Written(Object source) { super(source); } }
								public static class Listening implements ApplicationListener<Written> { public void onApplicationEvent(Written written) { written.into.append("old"); } }
								@Bean static Listening listening() { return new Listening(); }
								"""),
				Arguments.of("listener by classes", "",
						"Written w = new Written(this); this.context.publishEvent(w); return w.into.toString();",
						"""
								public static class Written extends ApplicationEvent { StringBuilder into = new StringBuilder(); Written(Object source) { super(source); } }
								public static class Listening { @org.springframework.context.event.EventListener(classes = Written.class) void on(ApplicationEvent written) { ((Written) written).into.append("old"); } }
								@Bean static Listening listening() { return new Listening(); }
								"""),
				Arguments.of("listener lambda", "",
						"Written w = new Written(this); this.context.publishEvent(w); return w.into.toString();",
						"""
								public static class Written extends ApplicationEvent { StringBuilder into = new StringBuilder(); Written(Object source) { super(source); } }
								@Bean static ApplicationListener<Written> listening() { return (written) -> written.into.append("old"); }
								"""),
				Arguments.of("chained listener", "",
						"StringBuilder b = new StringBuilder(); this.publisher.publishEvent(new Written(b)); return b.toString();",
						"""
								record Written(StringBuilder into) { } record Next(StringBuilder into) { }
								public static class Listening { @org.springframework.context.event.EventListener Next on(Written written) { return new Next(written.into()); } }
								public static class More { @org.springframework.context.event.EventListener(Next.class) void on(Next written) { written.into().append("old"); } }
								@Bean static Listening listening() { return new Listening(); }
								@Bean static More more() { return new More(); }
								"""),
				Arguments.of("listener state", "",
						"StringBuilder b = new StringBuilder(); this.publisher.publishEvent(new Written(b)); return b.toString();",
						"""
								record Written(StringBuilder into) { }
								public static class Listening { private final String mark; Listening(@Value("old") String mark) { this.mark = mark; } @org.springframework.context.event.EventListener void on(Written written) { written.into().append(this.mark); } }
								@Bean static Listening listening(@Value("${app.mark:old}") String mark) { return new Listening(mark); }
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("listeners")
	void listenersAreSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	@Test
	void listenersToOtherEventsDoNotCount() throws Exception {
		new EditedApplication(this.directory, "", """
				StringBuilder b = new StringBuilder(); this.publisher.publishEvent(new Written(b)); return b.toString();
				""",
				"""
						record Written(StringBuilder into) { } record Other(String text) { }
						public static class Listening {
							@org.springframework.context.event.EventListener void on(Written written) { written.into().append("old"); }
							@org.springframework.context.event.EventListener void on(Other other) { System.getProperty("other"); }
						}
						@Bean static Listening listening() { return new Listening(); }
						""")
			.assertNeutral("\"other\"", "\"another\"");
	}

	@Test
	void listenersOfTheApplicationNeedNotBeListed() throws Exception {
		assertThat(new EditedApplication(this.directory, "",
				"this.publisher.publishEvent(new Written(text)); return text;", "record Written(String text) { }")
			.boundary()
			.surroundings()).isEmpty();
	}

	@Test
	void listenersToEventsThatAreNotKnownAreListed() throws Exception {
		assertThat(new EditedApplication(this.directory, "", "this.publisher.publishEvent((Object) text); return text;",
				"")
			.boundary()
			.surroundings()).containsExactly("listeners of events that are published in com.acme.Main$Writer#body");
	}

}
