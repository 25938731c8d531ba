package io.musubito.actuate;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.testing.Documents;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/endpoint.md} has all requests that the endpoint answers, with their
 * parameters, and no document has others.
 */
class EndpointDocumentTests {

	private static final String DOCUMENT = "docs/endpoint.md";

	private static final Pattern PATTERN = Pattern
		.compile("\"((?:export|graph|metrics|nodes|runs|session|store)(?:/[a-z{}/]+)?)\"");

	private static final Pattern REQUEST = Pattern.compile("`(?:GET|POST|DELETE) /actuator/musubito(?:/([\\w{}/]+))?");

	private static final Pattern QUERY = Pattern.compile("actuator/musubito[\\w{}/…]*\\?([\\w=.&…:-]+)");

	private static final Pattern BODY = Pattern.compile("\\{\"(?:action|pipeline)\": ?\"[^}\n]*}");

	private static final Pattern KEY = Pattern.compile("\"(\\w+)\": ");

	private static final Pattern ACTION = Pattern.compile("\"action\": ?\"(\\w+)\"");

	@Test
	void eachResourceIsDocumentedAndEachThatIsDocumentedExists() {
		SortedSet<String> documented = REQUEST.matcher(Documents.read(DOCUMENT))
			.results()
			.map((request) -> (request.group(1) != null) ? request.group(1).replace("{other}", "{id}") : "")
			.collect(Collectors.toCollection(TreeSet::new));
		SortedSet<String> answered = literals("MusubitoEndpoint", PATTERN);
		answered.add("");
		// Says which id is missing
		answered.remove("runs/{id}/diff");
		assertThat(documented).isEqualTo(answered);
	}

	@Test
	void eachParameterIsDocumented() {
		String document = Documents.read(DOCUMENT);
		assertThat(parameters(ReadOperation.class)).hasSize(11)
			.allMatch((name) -> document.contains("`" + name + "`") || document.contains("`" + name + "="));
		assertThat(parameters(DeleteOperation.class)).hasSize(2).allMatch((name) -> document.contains(name + "="));
		assertThat(parameters(WriteOperation.class)).hasSize(7)
			.allMatch((name) -> document.contains("\"" + name + "\": "));
	}

	@Test
	void eachParameterThatADocumentNamesExists() {
		Set<String> known = parameters(ReadOperation.class);
		known.addAll(parameters(DeleteOperation.class));
		Map<String, SortedSet<String>> unknown = new TreeMap<>();
		Documents.all().forEach((file, text) -> {
			SortedSet<String> names = QUERY.matcher(text)
				.results()
				.flatMap((query) -> Stream.of(query.group(1).split("&")))
				.map((parameter) -> parameter.split("=")[0])
				.collect(Collectors.toCollection(TreeSet::new));
			names.removeAll(known);
			unknown.put(file, names);
		});
		unknown.values().removeIf(Set::isEmpty);
		assertThat(unknown).isEmpty();
	}

	@Test
	void eachBodyThatADocumentShowsHasKnownKeysAndActions() {
		Set<String> keys = parameters(WriteOperation.class);
		SortedSet<String> actions = new TreeSet<>();
		for (String type : List.of("NodeResource", "RunResource", "StoreResource")) {
			actions.addAll(literals(type, Pattern.compile("(?:case |!|\\()\"(\\w+)\"(?: ->|\\.equals\\(action)")));
		}
		List<String> bodies = Documents.all()
			.values()
			.stream()
			.flatMap((text) -> BODY.matcher(text).results())
			.map(MatchResult::group)
			.toList();
		assertThat(bodies).hasSizeGreaterThan(5)
			.allSatisfy((body) -> assertThat(KEY.matcher(body).results().map((key) -> key.group(1))).as(body)
				.isSubsetOf(keys));
		Set<String> shown = bodies.stream()
			.flatMap((body) -> ACTION.matcher(body).results())
			.map((action) -> action.group(1))
			.collect(Collectors.toSet());
		assertThat(shown).isEqualTo(actions);
	}

	private static SortedSet<String> literals(String type, Pattern pattern) {
		return pattern
			.matcher(Documents
				.read("musubito-spring-boot-autoconfigure/src/main/java/io/musubito/actuate/" + type + ".java"))
			.results()
			.map((literal) -> literal.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> parameters(Class<? extends Annotation> operation) {
		Set<String> names = new TreeSet<>();
		for (Method method : MusubitoEndpoint.class.getDeclaredMethods()) {
			if (method.isAnnotationPresent(operation)) {
				Stream.of(method.getParameters())
					.filter((parameter) -> parameter.getType() == String.class)
					.filter((parameter) -> !parameter.isAnnotationPresent(Selector.class))
					.map(Parameter::getName)
					.forEach(names::add);
			}
		}
		return names;
	}

}
