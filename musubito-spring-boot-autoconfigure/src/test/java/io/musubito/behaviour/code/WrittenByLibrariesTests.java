package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.EditedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code of the application by which a library writes or converts an object.
 */
@Tag("slow")
class WrittenByLibrariesTests {

	private static final String PERSON = """
			public static class Person { private final String name; Person(String name) { this.name = name; } public String getName() { return this.name; } }
			""";

	private static final String SERIALIZER = """
			public static class Shout extends StdSerializer<Person> {
				public Shout() { super(Person.class); }
				public void serialize(Person person, JsonGenerator out, SerializationContext context) {
					out.writeString("old" + person.getName());
				}
			}
			""";

	@TempDir
	Path directory;

	static Stream<Arguments> json() {
		return Stream.of(
				Arguments.of("json serialize using", "",
						"return JsonMapper.builder().build().writeValueAsString(new Person(text));", """
								@JsonSerialize(using = Shout.class)
								""" + PERSON + SERIALIZER),
				Arguments.of("json serialize on getter", "",
						"return JsonMapper.builder().build().writeValueAsString(new Person(text));",
						PERSON.replace("public String getName",
								"@JsonSerialize(using = Shout.class) public String getName")
								+ SERIALIZER.replace("StdSerializer<Person>", "StdSerializer<String>")
									.replace("Person.class", "String.class")
									.replace("Person person", "String person")
									.replace("person.getName()", "person")),
				Arguments.of("module bean", "@Autowired JsonMapper mapper;",
						"return this.mapper.writeValueAsString(new Person(text));",
						PERSON + SERIALIZER
								+ """
										@Bean static JacksonModule module() { return new SimpleModule().addSerializer(Person.class, new Shout()); }
										@Bean static JsonMapper mapper(List<JacksonModule> modules) { return JsonMapper.builder().addModules(modules).build(); }
										"""),
				Arguments.of("mapper bean with serializer", "@Autowired JsonMapper mapper;",
						"return this.mapper.writeValueAsString(new Person(text));",
						PERSON + SERIALIZER
								+ """
										@Bean static JsonMapper mapper() { return JsonMapper.builder().addModule(new SimpleModule().addSerializer(Person.class, new Shout())).build(); }
										"""),
				Arguments.of("mixin", "@Autowired JsonMapper mapper;",
						"return this.mapper.writeValueAsString(new Person(text));",
						PERSON + """
								public static abstract class Mixin { @com.fasterxml.jackson.annotation.JsonProperty("old") abstract String getName(); }
								@Bean static JsonMapper mapper() { return JsonMapper.builder().addMixIn(Person.class, Mixin.class).build(); }
								"""),
				Arguments.of("json format", "",
						"return JsonMapper.builder().build().writeValueAsString(new Person(text));",
						PERSON.replace("public String getName",
								"@com.fasterxml.jackson.annotation.JsonProperty(\"old\") public String getName")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("json")
	void whatWritesJsonIsSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	static Stream<Arguments> conversions() {
		return Stream.of(
				Arguments.of("converter", "@Autowired ConversionService conversions;",
						"return this.conversions.convert(new Person(text), String.class);",
						PERSON + """
								public static class ToText implements Converter<Person, String> { public String convert(Person person) { return "old" + person.getName(); } }
								@Bean static ToText toText() { return new ToText(); }
								@Bean static ConversionService conversions(List<Converter<?, ?>> converters) {
									DefaultConversionService service = new DefaultConversionService(); converters.forEach(service::addConverter); return service;
								}
								"""),
				Arguments.of("lambda converter", "@Autowired ConversionService conversions;",
						"return this.conversions.convert(new Person(text), String.class);",
						PERSON + """
								@Bean static ConversionService conversions() {
									DefaultConversionService service = new DefaultConversionService(); service.addConverter(Person.class, String.class, (person) -> "old" + person.getName()); return service;
								}
								"""),
				Arguments.of("converter by conversion factory bean", "@Autowired ConversionService conversions;",
						"return this.conversions.convert(new Person(text), String.class);",
						PERSON + """
								public static class ToText implements Converter<Person, String> { public String convert(Person person) { return "old" + person.getName(); } }
								@Bean static org.springframework.context.support.ConversionServiceFactoryBean conversions() {
									org.springframework.context.support.ConversionServiceFactoryBean factory = new org.springframework.context.support.ConversionServiceFactoryBean(); factory.setConverters(Set.of(new ToText())); return factory;
								}
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("conversions")
	void convertersAreSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

}
