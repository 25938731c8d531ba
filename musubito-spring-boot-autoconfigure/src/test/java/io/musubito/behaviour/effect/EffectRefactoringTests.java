package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.StepDefinitionException;
import io.musubito.UnhashableInputException;
import io.musubito.testing.RefactoredApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The code of an application changes between two starts on one store.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class EffectRefactoringTests {

	private static final String MAIL = "public record Mail(String to) { }";

	private static final String SENDABLE = "public interface Sendable { }";

	private static final String SENDABLE_MAIL = "public record Mail(String to) implements Sendable { }";

	private static final String PAYMENTS = """
			public sealed interface Payment { }
			public record Refund(int amount) implements Payment { }
			public record Charge(int amount) implements Payment { }
			""";

	@TempDir
	Path directory;

	static Stream<Arguments> isNotPerformedAgain() {
		return Stream.of(Arguments.of("int becomes long", effect("int value", "1"), effect("long value", "1L")),
				Arguments.of("int becomes Integer", effect("int value", "1"), effect("Integer value", "1")),
				Arguments.of("double becomes BigDecimal", effect("double value", "0.1"),
						effect("BigDecimal value", "new BigDecimal(\"0.10\")")),
				Arguments.of("Date becomes Instant", effect("Date value", "new Date(7)"),
						effect("Instant value", "Instant.ofEpochMilli(7)")),
				Arguments.of("map becomes linked",
						effect("Map<String, String> value", "Map.of(\"a\", \"b\", \"c\", \"d\")"),
						effect("Map<String, String> value", "new LinkedHashMap<>(Map.of(\"a\", \"b\", \"c\", \"d\"))")),
				Arguments.of("wrapped set becomes sorted",
						effect("Set<String> value", "Collections.unmodifiableSet(Set.of(\"a\", \"b\", \"c\"))"),
						effect("SortedSet<String> value", "new TreeSet<>(Set.of(\"a\", \"b\", \"c\"))")),
				Arguments.of("array becomes list", effect("String[] value", "new String[] { \"a\" }"),
						effect("List<String> value", "new ArrayList<>(List.of(\"a\"))")),
				Arguments.of("value becomes optional", effect("String value", "\"a\""),
						effect("Optional<String> value", "Optional.of(\"a\")")),
				Arguments.of("record gets another name", effect("Mail value", "new Mail(\"a\")", MAIL),
						effect("Message value", "new Message(\"a\")", MAIL.replace("Mail", "Message"))),
				Arguments.of("record in a list gets another name with its parameter",
						effect("List<Mail> mails", "List.of(new Mail(\"a\"))", MAIL),
						effect("List<Message> messages", "List.of(new Message(\"a\"))",
								MAIL.replace("Mail", "Message"))),
				Arguments.of("component gets another name", effect("Mail value", "new Mail(\"a\")", MAIL),
						effect("Mail value", "new Mail(\"a\")", MAIL.replace("to", "recipient"))),
				Arguments.of("component of a component and its record get other names",
						effect("Letter value", "new Letter(new Mail(\"a\"))", MAIL,
								"public record Letter(Mail mail) { }"),
						effect("Letter value", "new Letter(new Message(\"a\"))",
								"public record Message(String recipient) { }",
								"public record Letter(Message message) { }")),
				Arguments.of("field of a class gets another name and a record of it",
						effect("Mail value", "new Mail()",
								"public static class Mail { private final String to = \"a\"; }"),
						effect("Mail value", "new Mail(\"a\")", "public record Mail(String recipient) { }")),
				Arguments.of("components change places",
						effect("Transfer value", "new Transfer(\"a\", \"b\")",
								"public record Transfer(String from, String to) { }"),
						effect("Transfer value", "new Transfer(\"b\", \"a\")",
								"public record Transfer(String to, String from) { }")),
				Arguments.of("parameter's type becomes an interface", effect("Mail value", "new Mail(\"a\")", MAIL),
						effect("Sendable value", "new Mail(\"a\")", SENDABLE, SENDABLE_MAIL)),
				Arguments.of("type in a list becomes an interface",
						effect("List<Mail> value", "List.of(new Mail(\"a\"))", MAIL),
						effect("List<? extends Sendable> value", "List.of(new Mail(\"a\"))", SENDABLE, SENDABLE_MAIL)),
				Arguments.of("parameter's type becomes a type variable", effect("Mail value", "new Mail(\"a\")", MAIL),
						new RefactoredApplication("""
								@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
								public <T extends Sendable> String send(T value) { performed++; return "sent"; }
								""", "steps.send(new Mail(\"a\"))", SENDABLE + SENDABLE_MAIL)),
				Arguments.of("enum moves to another class", effect("Kind value", "Kind.A", "public enum Kind { A }"),
						effect("Sort value", "Sort.A", "public enum Sort { B, A { } }")),
				Arguments.of("enum in a map gets another name",
						effect("Map<Kind, String> value", "Map.of(Kind.A, \"x\")", "public enum Kind { A }"),
						effect("Map<Sort, String> value", "new EnumMap<>(Map.of(Sort.A, \"x\"))",
								"public enum Sort { A }")),
				Arguments.of("parameters change places", effect("String to, String text", "\"a\", \"b\""),
						effect("String text, String to", "\"b\", \"a\"")),
				Arguments.of("parameter gets another name", effect("String to, String text", "\"a\", \"b\""),
						effect("String recipient, String text", "\"a\", \"b\"")),
				Arguments.of("key parameter gets another name", effect("@EffectKey long order, long customer", "17, 3"),
						effect("@EffectKey long id, long customer", "17, 4")),
				Arguments.of("two parameters get other names with the remedy",
						effect("String to, String text", "\"a\", \"b\""),
						effect("@EffectName(\"text\") String body, @EffectName(\"to\") String recipient",
								"\"b\", \"a\"")),
				Arguments.of("key names a renamed parameter", key("#order", "order", "17, 3"),
						key(" #id ", "id", "17, 3")),
				Arguments.of("key becomes @EffectKey", key("#p0", "order", "17, 3"),
						effect("@EffectKey long order, long customer", "17, 3")),
				Arguments.of("@EffectKey on all", effect("String to, String text", "\"a\", \"b\""),
						effect("@EffectKey String to, @EffectKey String text, @MusubitoIgnore String trace",
								"\"a\", \"b\", \"c\"")),
				Arguments.of("the context is added", effect("String to", "\"a\""),
						effect("String to, EffectContext context", "\"a\", null")),
				Arguments.of("step in the code: order of inputs", body(".input(\"to\", \"a\").input(\"n\", 1)"),
						body(".input(\"n\", 1L).input(\"to\", new StringBuilder(\"a\"))")),
				Arguments.of("private overload", unnamed("return \"sent\"; }"), unnamed(
						"return send(to, 1); } private String send(String to, int tries) { return \"sent\"; }")),
				Arguments.of("inherited overload", unnamed("return \"sent\"; }"),
						new RefactoredApplication(unnamed("return \"sent\"; }").steps(), "steps.send(\"a\")",
								"public static class Base { public String send(String to, int tries) { return to; } }")
							.extending("Base")),
				Arguments.of("overload that is another step's name", unnamed("return \"sent\"; }"), unnamed(
						"return \"sent\"; } @MusubitoStep(name = \"other\") public String other(String to) { return to; }")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void isNotPerformedAgain(String change, RefactoredApplication before, RefactoredApplication after)
			throws Exception {
		assertThat(before.run(this.directory).performed()).isOne();
		assertThat(before.run(this.directory).performed()).as("a restart").isZero();
		assertThat(after.run(this.directory).performed()).as(change).isZero();
		assertThat(after.run(this.directory).performed()).as("another restart").isZero();
		assertThat(before.run(this.directory).performed()).as("the deployment is undone").isZero();
	}

	static Stream<Arguments> isAnotherEffect() {
		return Stream.of(
				Arguments.of("@EffectKey moves", effect("@EffectKey long order, long customer", "17, 3"),
						effect("long order, @EffectKey long customer", "99, 17")),
				Arguments.of("@EffectKey and its parameter move",
						effect("@EffectKey long order, long customer", "17, 3"),
						effect("@EffectKey long customer, long order", "17, 99")),
				Arguments.of("@MusubitoIgnore moves", effect("long order, @MusubitoIgnore long customer", "17, 3"),
						effect("@MusubitoIgnore long order, long customer", "99, 17")),
				Arguments.of("key names another parameter", key("#order", "order", "17, 3"),
						key("#customer", "order", "99, 17")),
				Arguments.of("key by position names another parameter", key("#p0", "order", "17, 3"),
						key("#p1", "order", "99, 17")),
				Arguments.of("another part is the key", expression("#mail.to", "new Mail(\"a\", \"b\")"),
						expression("#mail.text", "new Mail(\"b\", \"a\")")),
				Arguments.of("components change places, and the values don't",
						effect("Transfer value", "new Transfer(\"a\", \"b\")",
								"public record Transfer(String from, String to) { }"),
						effect("Transfer value", "new Transfer(\"a\", \"b\")",
								"public record Transfer(String to, String from) { }")),
				Arguments.of("parameters change places, and the values don't",
						effect("String to, String text", "\"a\", \"b\""),
						effect("String text, String to", "\"a\", \"b\"")),
				Arguments.of("another variant", effect("Payment value", "new Refund(5)", PAYMENTS),
						effect("Payment value", "new Charge(5)", PAYMENTS)),
				Arguments.of("another class of an interface that was a record",
						effect("Refund value", "new Refund(5)", PAYMENTS),
						effect("Payment value", "new Charge(5)", PAYMENTS)),
				Arguments.of("another variant in a list",
						effect("List<Payment> value", "List.of(new Refund(5))", PAYMENTS),
						effect("List<Payment> value", "List.of(new Charge(5))", PAYMENTS)),
				Arguments.of("another input of a step in the code", body(".input(\"to\", \"a\").input(\"cc\", \"b\")"),
						body(".input(\"to\", \"b\").input(\"cc\", \"a\")")),
				Arguments.of("another version", effect("String to", "\"a\""),
						new RefactoredApplication(
								effect("String to", "\"a\"").steps().replace("\"send\"", "\"send\", version = \"2\""),
								"steps.send(\"a\")")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void isAnotherEffect(String change, RefactoredApplication before, RefactoredApplication after) throws Exception {
		assertThat(before.run(this.directory).performed()).isOne();
		assertThat(after.run(this.directory).performed()).as("LOST EFFECT: " + change).isOne();
		assertThat(after.run(this.directory).performed()).as("a restart").isZero();
		assertThat(before.run(this.directory).performed()).as("the deployment is undone").isZero();
	}

	static Stream<Arguments> failsTheStart() {
		return Stream.of(
				Arguments.of("parameters get other names and change places",
						effect("String to, String text", "\"a\", \"b\""),
						effect("String body, String recipient", "\"b\", \"a\""), "@EffectName"),
				Arguments.of("a parameter gets another name and another place",
						effect("String to, String text", "\"a\", \"b\""),
						effect("String text, String recipient", "\"b\", \"a\""),
						"'recipient' is new, and could be 'to'"),
				Arguments.of("components get other names",
						effect("Transfer value", "new Transfer(\"a\", \"b\")",
								"public record Transfer(String from, String to) { }"),
						effect("Transfer value", "new Transfer(\"a\", \"b\")",
								"public record Transfer(String sender, String receiver) { }"),
						"@EffectName"),
				Arguments.of("a variant gets another name", effect("Payment value", "new Refund(5)", PAYMENTS),
						effect("Payment value", "new Repayment(5)", PAYMENTS.replace("Refund", "Repayment")),
						"@EffectName(\"Refund\")"),
				Arguments.of("an annotated overload of one without a name", unnamed("return \"sent\"; }"),
						unnamed("return \"sent\"; } @MusubitoStep public String send(String to, int n) { return to; }"),
						"com.acme.Application$Steps#send'"),
				Arguments.of("a second bean", effect("String to", "\"a\""),
						effect("String to", "\"a\"", "@Bean Steps other() { return new Steps(); }"),
						"Let one bean have the effect"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void failsTheStart(String change, RefactoredApplication before, RefactoredApplication after, String remedy)
			throws Exception {
		assertThat(before.run(this.directory).performed()).isOne();
		assertThatException().as(change)
			.isThrownBy(() -> after.run(this.directory))
			.isInstanceOf(StepDefinitionException.class)
			.withMessageContaining(remedy);
		assertThat(before.run(this.directory).performed()).as("undone").isZero();
	}

	@Test
	void aClassThatMayBeOneThatIsGoneIsRefusedBeforeItIsPerformed() throws Exception {
		effect("Object value", "new Mail(\"a\")", MAIL).run(this.directory);
		RefactoredApplication renamed = effect("Object value", "new Message(\"a\")", MAIL.replace("Mail", "Message"));
		assertThatException().isThrownBy(() -> renamed.run(this.directory))
			.havingRootCause()
			.isInstanceOf(UnhashableInputException.class)
			.withMessageContaining("@EffectName(\"Mail\")");
		assertThat(
				effect("Object value", "new Message(\"a\")", "@EffectName(\"Mail\") " + MAIL.replace("Mail", "Message"))
					.run(this.directory)
					.performed())
			.isZero();
	}

	@Test
	void namesThatAppearOnlyLaterAreThoseOfThePositions() throws Exception {
		RefactoredApplication application = effect("String to, String text", "\"a\", \"b\"");
		assertThat(application.run(this.directory, false).performed()).isOne();
		assertThat(application.run(this.directory, true).performed()).isZero();
		assertThat(application.run(this.directory, false).performed()).isZero();
	}

	@Test
	void changedCodeAndConfigurationDoNotPerformAnEffectAgain() throws Exception {
		RefactoredApplication application = effect("String to", "\"a\"");
		application.run(this.directory);
		assertThat(new RefactoredApplication(application.steps().replace("return", "int more = 1; return"),
				application.call())
			.run(this.directory, "spring.ai.openai.chat.model=other", "musubito.fingerprint.code=none")
			.performed()).isZero();
		assertThat(new RefactoredApplication(application.steps().replace("send(", "deliver("),
				application.call().replace("send(", "deliver("))
			.run(this.directory)
			.performed()).isZero();
	}

	@Test
	void tellsOfAnotherKeyAndOfWhatItTakesForARename(CapturedOutput output) throws Exception {
		effect("@EffectKey long order, long customer", "17, 3").run(this.directory);
		assertThat(output).doesNotContain("is identified by").doesNotContain("is taken for");
		effect("long order, @EffectKey long customer", "17, 3").run(this.directory);
		assertThat(output)
			.contains("Effect 'send' is identified by [customer (number)], at the last start by [order (number)]");
		effect("long order, @EffectKey long client", "17, 3").run(this.directory);
		assertThat(output).contains("'client' is taken for 'customer' of the last start");
	}

	@Test
	void tellsOfAnArgumentThatHasOtherFields(CapturedOutput output) throws Exception {
		effect("Mail value", "new Mail(\"a\")", MAIL).run(this.directory);
		effect("Mail value", "new Mail(\"a\", 1)", MAIL.replace("String to", "String to, int priority"))
			.run(this.directory);
		assertThat(output).contains("Application$Mail has other fields than at the last start");
	}

	@Test
	void anUnnamedEffectSaysWhatItRisks(CapturedOutput output) throws Exception {
		unnamed("return \"sent\"; }").run(this.directory);
		assertThat(output).contains("done a second time").contains("name = \"com.acme.Application$Steps#send\"");
		assertThat(new RefactoredApplication(unnamed("return \"sent\"; }").steps()
			.replace("(type", "(name = \"com.acme.Application$Steps#send\", type")
			.replace("send(", "deliver("), "steps.deliver(\"a\")").run(this.directory).performed()).isZero();
	}

	@Test
	void explainsByTheNamesThatCount() throws Exception {
		effect("@EffectKey long order, String text", "17, \"a\"").run(this.directory);
		RefactoredApplication other = effect("@EffectKey long id, String text", "18, \"a\"");
		assertThat(other.run(this.directory).nodes())
			.anySatisfy((node) -> assertThat(String.valueOf(node.why())).contains("order 17 → 18"));
	}

	private static RefactoredApplication effect(String parameters, String arguments, String... types) {
		return RefactoredApplication.effect(parameters, arguments, types);
	}

	private static RefactoredApplication key(String key, String name, String arguments) {
		RefactoredApplication effect = effect("long " + name + ", long customer", arguments);
		return new RefactoredApplication(effect.steps().replace("\"send\"", "\"send\", key = \"" + key + "\""),
				effect.call());
	}

	private static RefactoredApplication expression(String key, String argument) {
		RefactoredApplication effect = effect("Mail mail", argument, "public record Mail(String to, String text) { }");
		return new RefactoredApplication(effect.steps().replace("\"send\"", "\"send\", key = \"" + key + "\""),
				effect.call(), effect.types());
	}

	private static RefactoredApplication body(String inputs) {
		return new RefactoredApplication("", """
				musubito.step(StepSpec.of("send", StepType.EXTERNAL_EFFECT, String.class)%s, () -> {
					performed++;
					return "sent";
				})""".formatted(inputs));
	}

	private static RefactoredApplication unnamed(String rest) {
		return new RefactoredApplication(
				"@MusubitoStep(type = StepType.EXTERNAL_EFFECT) public String send(String to) { performed++; " + rest,
				"steps.send(\"a\")");
	}

}
