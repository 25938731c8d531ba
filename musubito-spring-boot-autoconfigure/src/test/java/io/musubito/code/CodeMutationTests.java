package io.musubito.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits an application, compiles it and asks whether the fingerprint of its step tells.
 */
@Tag("process")
@Tag("slow")
class CodeMutationTests {

	@TempDir
	private static Path directory;

	private static final SourceTree SOURCES = SourceTree.read();

	private static Path classes;

	private static CodeFingerprint original;

	private static byte[] remembered;

	@BeforeAll
	static void computeOriginal() {
		classes = SOURCES.compile(directory.resolve("original"));
		original = AcmeFingerprint.of(classes);
		remembered = AcmeStart.of(classes).start().remembered();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("semanticEdits")
	void semanticEditChangesTheFingerprint(Edit edit) throws Exception {
		CodeFingerprint edited = edit.fingerprint();
		assertThat(edited.hash()).isNotEqualTo(original.hash());
		assertThat(changes(edited)).contains(edit.changes);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("neutralEdits")
	void neutralEditLeavesTheFingerprint(Edit edit) throws Exception {
		CodeFingerprint edited = edit.fingerprint();
		assertThat(changes(edited)).isEmpty();
		assertThat(edited.hash()).isEqualTo(original.hash());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "semanticEdits", "neutralEdits" })
	void whatWasRememberedIsTakenOverOnlyWhereComputingWouldGiveTheSame(Edit edit) throws Exception {
		Path edited = edit.compile();
		AcmeStart computed = AcmeStart.of(edited).start();
		assertThat(AcmeStart.of(edited).after(remembered).start().fingerprint()).isEqualTo(computed.fingerprint());
		assertThat(AcmeStart.of(classes).after(computed.remembered()).start().fingerprint()).isEqualTo(original);
	}

	@Test
	void namesOnlyTheMethodThatChanged() throws Exception {
		assertThat(changes(edit("literal", "Texts", "Summarise the text.", "Sum it up.", "").fingerprint()))
			.containsExactly("com.acme.Texts#constant()");
	}

	private static Stream<Edit> semanticEdits() {
		return Stream.of(texts(), values(), flow(), functions(), data(), dispatch(), state()).flatMap(List::stream);
	}

	private static List<Edit> texts() {
		return List.of(
				edit("private helper", "Writer", "Math.min(", "Math.max(", "com.acme.Writer#shorten(java.lang.String)"),
				edit("string constant", "Texts", "Summarise the text.", "Sum it up.", "com.acme.Texts#constant()"),
				edit("text block", "Texts", "Be brief.", "Be very brief.", "com.acme.Texts#block()"),
				edit("string concatenation", "Texts", ", words: ", ", lines: ",
						"com.acme.Texts#concatenation(java.lang.String,int)"),
				edit("order in a concatenation", "Texts", "text + \", words: \" + count",
						"count + \", words: \" + text", "com.acme.Texts#concatenation(java.lang.String,int)"),
				edit("char constant", "Texts", "'#'", "'*'", "com.acme.Texts#mark()"),
				edit("varargs argument added", "Texts", "parameters(\"a\", \"b\")", "parameters(\"a\", \"b\", \"c\")",
						"com.acme.Texts#all(java.lang.String)"),
				edit("argument order", "Texts", "order(\"x\", \"y\")", "order(\"y\", \"x\")",
						"com.acme.Texts#all(java.lang.String)"),
				edit("compile-time constant of another class", "Prompts", "Answer briefly.", "Answer at length.",
						"com.acme.Writer#write(com.acme.Question,com.acme.Level,com.acme.Audience)"),
				edit("constant object of an interface", "Prompts", "\"user\"", "\"assistant\"",
						"com.acme.Prompts#<clinit>()"),
				edit("content of a static final list", "Writer", "\"really\"", "\"quite\"",
						"com.acme.Writer#<clinit>()"),
				edit("message of an exception", "Flow", "The text can't be read", "Not readable",
						"com.acme.Flow#resource(java.lang.String)"));
	}

	private static List<Edit> values() {
		return List.of(edit("int constant", "Numbers", "return 42", "return 43", "com.acme.Numbers#integer()"),
				edit("long constant", "Numbers", "10_000_000_000L", "10_000_000_001L", "com.acme.Numbers#big()"),
				edit("double constant", "Numbers", "return 0.7", "return 0.2", "com.acme.Numbers#temperature()"),
				edit("sign of zero", "Numbers", "return 0.7", "return -0.0", "com.acme.Numbers#temperature()"),
				edit("array size", "Numbers", "new int[8]", "new int[9]", "com.acme.Numbers#array()"),
				edit("compound assignment", "Numbers", "value += 2", "value *= 2", "com.acme.Numbers#compound(int)"),
				edit("ternary", "Numbers", "? 1 : 2", "? 2 : 1", "com.acme.Numbers#ternary(int)"),
				edit("type of a cast", "Numbers", "return (int) value", "return (long) value",
						"com.acme.Numbers#cast(double)"),
				edit("shift", "Numbers", "value >> 1", "value >>> 1", "com.acme.Numbers#bits(int)"));
	}

	private static List<Edit> flow() {
		String flow = "com.acme.Flow#";
		return List.of(
				edit("label of a switch on strings", "Flow", "case \"b\"", "case \"c\"",
						flow + "strings(java.lang.String)"),
				edit("result of a switch on strings", "Flow", "\"second\";\n", "\"2nd\";\n",
						flow + "strings(java.lang.String)"),
				edit("constant of a switch on an enum", "Flow", "case LOW:", "case MIDDLE:",
						flow + "constants(com.acme.Level)"),
				edit("constants of a switch expression", "Flow", "case LOW, MIDDLE -> \"small\";\n\t\t\tcase HIGH",
						"case LOW -> \"small\";\n\t\t\tcase HIGH, MIDDLE", flow + "cases(com.acme.Level)"),
				edit("label of a switch on numbers", "Flow", "case 2, 3", "case 2, 4", flow + "numbers(int)"),
				edit("bound of a loop", "Flow", "i < 10", "i < 11", flow + "loop(java.lang.String)"),
				edit("comparison", "Flow", "i < 10", "i <= 10", flow + "loop(java.lang.String)"),
				edit("condition negated", "Flow", "if (text.isEmpty()", "if (!text.isEmpty()",
						flow + "condition(java.lang.String)"),
				edit("and instead of or", "Flow", "isEmpty() && text", "isEmpty() || text",
						flow + "condition(java.lang.String)"),
				edit("caught type", "Flow", "catch (NumberFormatException ex)", "catch (RuntimeException ex)",
						flow + "caught(java.lang.String)"),
				edit("body of finally", "Flow", "\"done\"", "\"finished\"", flow + "cleaned(java.lang.String)"),
				edit("finally instead of catch", "Flow", "finally {", "catch (IllegalArgumentException ex) {",
						flow + "cleaned(java.lang.String)",
						new Replacement("Flow", "return text.repeat(2);\n\t\t}", "text = text.repeat(2);\n\t\t}"),
						new Replacement("Flow", "append(\"done\");\n\t\t}",
								"append(\"done\");\n\t\t}\n\t\treturn text;")),
				edit("try with a resource", "Flow", "try (StringReader reader = new StringReader(text)) {",
						"try {\n\t\t\tStringReader reader = new StringReader(text);",
						flow + "resource(java.lang.String)"),
				edit("type of an instanceof pattern", "Flow", "value instanceof Audience.Team team",
						"value instanceof Audience.Public team", flow + "matched(java.lang.Object)",
						new Replacement("Flow", "team.members()", "team.country().length()")),
				edit("default value", "Flow", "default tone", "no tone", flow + "orElse(java.lang.String)"),
				edit("order of calls", "Flow", "first();\n\t\tsecond();", "second();\n\t\tfirst();", flow + "calls()"),
				edit("synchronized", "Flow", "private synchronized", "private", flow + "guarded(java.lang.String)"));
	}

	private static List<Edit> functions() {
		String functions = "com.acme.Functions#";
		return List.of(
				edit("body of a lambda", "Functions", " in a lambda", " by a lambda",
						functions + "lambda(java.lang.String)"),
				edit("callee of a lambda", "Functions", " helped", " was helped",
						functions + "helper(java.lang.String)"),
				edit("target of a method reference", "Functions", "this::upper", "this::lower",
						functions + "reference(java.lang.String)"),
				edit("body behind a method reference", "Functions", "toUpperCase()", "toLowerCase()",
						functions + "upper(java.lang.String)"),
				edit("lambda in a lambda", "Functions", " nested\"", " in there\"",
						functions + "nested(java.lang.String)"),
				edit("lambda that calls its method", "Functions", "\"bottom\"", "\"ground\"",
						functions + "recursive(int)"),
				edit("lambda in a field", "Functions", " from a field", " of a field", functions + "<clinit>()"),
				edit("anonymous class", "Functions", " anonymous\"", " nameless\"",
						functions + "anonymous(java.lang.String)"),
				edit("inner class", "Functions", "\" inner\"", "\" inside\"", "com.acme.Functions$Inner#get()"),
				edit("captured by an inner class", "Functions", "this.captured = captured",
						"this.captured = captured + text()",
						"com.acme.Functions$Inner#<init>(com.acme.Functions,java.lang.String)",
						new Replacement("Functions", "private String get() {\n\t\t\treturn helper",
								"private String text() {\n\t\t\treturn \"t\";\n\t\t}\n\n\t\tprivate String get() {\n\t\t\treturn helper")),
				edit("nested class", "Functions", "\"nested class\"", "\"class\"", "com.acme.Functions$Nested#get()"),
				edit("local record", "Functions", "Pair(String left, String right)", "Pair(String left, String second)",
						functions + "local(java.lang.String)"),
				edit("called back by a library", "Functions", "return left.length()", "return 2 * left.length()",
						"com.acme.Functions$ByLength#compare(java.lang.String,java.lang.String)"));
	}

	private static List<Edit> data() {
		return List.of(
				edit("record component added", "Finding", "int line)", "int line, int column)", "com.acme.Finding",
						new Replacement("Writer", "new Finding(\"a\", 1)", "new Finding(\"a\", 1, 0)")),
				edit("record component renamed", "Finding", "String rule", "String ruleName", "com.acme.Finding",
						new Replacement("Finding", "this.rule ", "this.ruleName ")),
				edit("record component retyped", "Finding", "int line)", "long line)", "com.acme.Finding"),
				edit("compact constructor", "Draft", "text.strip()", "text.trim()",
						"com.acme.Draft#<init>(java.lang.String,com.acme.Level,java.util.List)"),
				edit("component of a parameter", "Question", "Context context", "Context surroundings",
						"com.acme.Question"),
				edit("field inside of a parameter", "Context", "private int age", "private Integer age",
						"com.acme.Context"),
				edit("type argument", "Draft", "List<Finding>", "List<? extends Finding>", "com.acme.Draft"),
				edit("field of a class that is named", "Reply", "private int confidence", "private double confidence",
						"com.acme.Reply"),
				edit("description of a property", "Reply", "in one sentence", "in two sentences", "com.acme.Reply"),
				edit("getter of a class that is named", "Reply", "return this.answer;", "return this.answer.trim();",
						"com.acme.Reply#getAnswer()"),
				edit("enum constant added", "Level", "LOW(1), ", "LOWEST(0), LOW(1), ", "com.acme.Level",
						new Replacement("Flow", "case LOW, MIDDLE", "case LOWEST, LOW, MIDDLE")),
				edit("enum constants reordered", "Level", "LOW(1), MIDDLE(2)", "MIDDLE(2), LOW(1)", "com.acme.Level"),
				edit("argument of an enum constant", "Level", "MIDDLE(2)", "MIDDLE(20)", "com.acme.Level#<clinit>()"),
				edit("body of an enum constant", "Level", "return 30", "return 31", "com.acme.Level#<clinit>()"),
				edit("method of an enum", "Level", "return this.points", "return -this.points",
						"com.acme.Level#weight()"),
				edit("sealed variant of a parameter", "Audience", "return 1000", "return 2000",
						"com.acme.Audience$Public#size()"),
				edit("component of a sealed variant", "Audience", "String country", "String state",
						"com.acme.Audience$Public"));
	}

	private static List<Edit> dispatch() {
		return List.of(
				edit("transitive helper in another class", "Farther", "far away", "further away",
						"com.acme.Farther#away()"),
				edit("overridden method of an injected bean", "StrictRules", "\"!\"", "\"!!\"",
						"com.acme.StrictRules#mark(java.lang.String)"),
				edit("tool that a model may call", "StrictRules", "split(\" \")", "split(\",\")",
						"com.acme.StrictRules#count(java.lang.String)"),
				edit("description of a tool", "StrictRules", "Counts the", "Counts all",
						"com.acme.StrictRules#count(java.lang.String)"),
				edit("inherited method of an injected bean", "DefaultRules", "return mark(text)",
						"return mark(text.trim())", "com.acme.DefaultRules#apply(java.lang.String)"),
				edit("override removed from an injected bean", "StrictRules", "String mark(", "String remark(",
						"com.acme.StrictRules#mark(java.lang.String)", new Replacement("StrictRules", "@Override", "")),
				edit("bean that a method of the configuration makes", "Config", "a helpful", "an unhelpful",
						"com.acme.Config#client()"),
				edit("field of the configuration", "Config", "\"small\"", "\"large\"", "com.acme.Config#system()"),
				edit("superclass method", "BaseWriter", "\"]\"", "\")\"",
						"com.acme.BaseWriter#prepare(java.lang.Object)"),
				edit("override called by a superclass", "Writer", "\"question \"", "\"topic \"",
						"com.acme.Writer#describe(com.acme.Question)"),
				edit("default method of an interface", "Polite", "Dear reader", "Hello", "com.acme.Polite#greeting()"),
				edit("default method overridden", "Writer", "private String unused(String text) {",
						"@Override public String greeting() { return \"Hi\"; }\n\tprivate String unused(String text) {",
						"com.acme.Writer#greeting()"),
				edit("constant that an interface computes", "Polite", "\"please\"", "\"like\"",
						"com.acme.Polite#<clinit>()"),
				edit("target of a generic bridge", "Dispatch", "value.trim()", "value.strip()",
						"com.acme.Dispatch$Trim#run(java.lang.String)"),
				edit("one implementation of several", "Dispatch", "\"'\" + value", "\"`\" + value",
						"com.acme.Dispatch$Quote#run(java.lang.String)"),
				edit("interface added", "Writer", "implements Polite", "implements Polite, java.io.Serializable",
						"com.acme.Writer"));
	}

	private static List<Edit> state() {
		return List.of(
				edit("initial value of a field", "Writer", "limit = 40", "limit = 50",
						"com.acme.Writer#<init>(com.acme.Rules,com.acme.Client)"),
				edit("constructor of the step's bean", "Writer", "\"calm\"", "\"excited\"",
						"com.acme.Writer#<init>(com.acme.Rules,com.acme.Client)"),
				edit("setter of a field that is read", "Writer", "tone.trim()", "tone.strip()",
						"com.acme.Writer#setTone(java.lang.String)"),
				edit("argument of a collaborator", "Writer", "new Formatter(\"plain\")", "new Formatter(\"rich\")",
						"com.acme.Writer#<init>(com.acme.Rules,com.acme.Client)"),
				edit("constructor of a collaborator", "Formatter", "\" style\"", "\" look\"",
						"com.acme.Formatter#<init>(java.lang.String)"),
				edit("field of a collaborator", "Formatter", "width = 80", "width = 100",
						"com.acme.Formatter#<init>(java.lang.String)"),
				edit("static initialiser that reaches out", "Formatter", "(\"formatter\")", "(\"printer\")",
						"com.acme.Formatter#<clinit>()"),
				edit("static initialiser", "Formatter", "no frills", "frills", "com.acme.Formatter$Style#<clinit>()"));
	}

	private static Stream<Edit> neutralEdits() {
		return Stream.of(layout(), unreached(), declarations()).flatMap(List::stream);
	}

	private static List<Edit> layout() {
		return List.of(edit("recompiled"),
				edit("comment", "Writer", "\t@MusubitoStep", "\t// a comment\n\t@MusubitoStep"),
				edit("javadoc", "Texts", "final class", "/** Texts. */\nfinal class"),
				edit("blank lines", "Flow", "\t\tfirst();", "\n\n\n\t\tfirst();"),
				edit("formatting", "Numbers", "return (value > 3) ? 1 : 2;", "return value > 3\n\t\t\t? 1\n\t\t\t: 2;"),
				edit("local renamed", "Writer", "String result", "String r", new Replacement("Writer", "result", "r"),
						new Replacement("Writer", "String word :", "String w :"),
						new Replacement("Writer", "replace(word,", "replace(w,")),
				edit("parameter renamed", "Texts",
						"String order(String first, String second) {\n\t\treturn first.concat(second)",
						"String order(String a, String b) {\n\t\treturn a.concat(b)"),
				edit("parameter of a lambda renamed", "Functions", "(value) -> helper(value)", "(v) -> helper(v)"),
				edit("methods reordered", "Flow", "\tprivate void first() {\n\t\tthis.log.append(\"first\");\n\t}\n\n",
						"",
						new Replacement("Flow", "\tprivate int loop(",
								"\tprivate void first() {\n\t\tthis.log.append(\"first\");\n\t}\n\n\tprivate int loop(")),
				edit("fields of a parameter reordered", "Context", "private String reader;\n\n\tprivate int age;",
						"private int age;\n\n\tprivate String reader;"),
				edit("fields without value reordered", "Writer",
						"private final Rules rules;\n\n\tprivate final Client client;",
						"private final Client client;\n\n\tprivate final Rules rules;"));
	}

	private static List<Edit> unreached() {
		String method = "\tprivate String added(String text) {\n\t\treturn \"added\" + text;\n\t}\n\n";
		return List.of(
				edit("unrelated method before", "Writer", "\tprivate String shorten",
						method + "\tprivate String shorten"),
				edit("unrelated method after", "Texts", "first.concat(second);\n\t}\n",
						"first.concat(second);\n\t}\n\n" + method),
				edit("unrelated public method of an injected bean", "StrictRules", "\t@Override",
						"\tpublic String more() {\n\t\treturn \"more\";\n\t}\n\n\t@Override"),
				edit("unrelated lambda before", "Functions", "\tString all(",
						"\tRunnable added() {\n\t\treturn () -> System.out.println(\"added\");\n\t}\n\n\tString all("),
				edit("unrelated lambda in the step's class", "Writer", "\t@MusubitoStep",
						"\tRunnable added() {\n\t\treturn () -> System.out.println(\"added\");\n\t}\n\n\t@MusubitoStep"),
				edit("unrelated anonymous class before", "Functions", "\tString all(",
						"\tObject added() {\n\t\treturn new Object() {\n\t\t};\n\t}\n\n\tString all("),
				edit("unrelated local record before", "Functions", "\tString all(",
						"\tObject added() {\n\t\trecord Pair(int a) {\n\t\t}\n\t\treturn new Pair(1);\n\t}\n\n\tString all("),
				edit("unrelated switch on the enum before", "Flow", "\tprivate int constants(",
						"\tint added(Level level) {\n\t\tswitch (level) {\n\t\t\tcase HIGH:\n\t\t\t\treturn 9;\n\t\t\tdefault:\n"
								+ "\t\t\t\treturn 8;\n\t\t}\n\t}\n\n\tprivate int constants("),
				edit("other step of the bean", "Writer", "\"other \" + question", "\"another \" + question"),
				edit("unused private method", "Writer", "\"unused \"", "\"not used \""),
				edit("unused private method removed", "Writer",
						"\tprivate String unused(String text) {\n\t\treturn \"unused \" + text;\n\t}\n", ""),
				edit("unused record method", "Finding", "this.rule + this.line", "this.line + this.rule"),
				edit("unused method of a record that goes in", "Question", "> 100", "> 200"),
				edit("unused method of a class that is named", "Reply", "\"!\"", "\"?\""),
				edit("unreachable class", "Unreachable", "nobody asks", "nobody asked"),
				edit("bean that is not injected", "LooseRules", "\"~\"", "\"-\""),
				edit("unrelated bean of the configuration", "Config", "unrelated bean", "irrelevant bean"));
	}

	private static List<Edit> declarations() {
		return List.of(
				edit("unused import", "Texts", "package com.acme;", "package com.acme;\n\nimport java.util.List;"),
				edit("unused constant", "Texts", "static final String CONSTANT = \"Be kind.\";",
						"static final String CONSTANT = \"Be kinder.\";"),
				edit("irrelevant annotations", "Writer", "\tprivate String shorten",
						"\t@Deprecated\n\t@SuppressWarnings(\"all\")\n\tprivate String shorten"),
				edit("nullness", "Writer", "private String shorten(String text)",
						"private String shorten(@org.jspecify.annotations.Nullable String text)"),
				edit("attributes of the step", "Writer", "version = \"1\"", "version = \"2\", ttl = \"1h\""),
				edit("visibility", "Texts", "private static String constant", "static String constant"),
				edit("checked exception declared", "Flow", "private int loop(String text) {",
						"private int loop(String text) throws IllegalStateException {"),
				edit("all debug information").compiledWith("-g"), edit("no debug information").compiledWith("-g:none"),
				edit("constant local variable", "Texts", "return \"Summarise the text.\";",
						"final String constant = \"Summarise the text.\";\n\t\treturn constant;")
					.compiledWith("-g"),
				edit("parameter names").compiledWith("-parameters"), edit("lint").compiledWith("-Xlint:all"));
	}

	private static Set<String> changes(CodeFingerprint edited) {
		Set<String> names = new TreeSet<>(original.parts().keySet());
		names.addAll(edited.parts().keySet());
		names.removeIf((name) -> original.parts().containsKey(name)
				&& original.parts().get(name).equals(edited.parts().get(name)));
		return names;
	}

	private static Edit edit(String name) {
		return new Edit(name, List.of(), "", new String[0]);
	}

	private static Edit edit(String name, String file, String from, String to, Replacement... more) {
		return edit(name, file, from, to, "", more);
	}

	private static Edit edit(String name, String file, String from, String to, String changes, Replacement... more) {
		return new Edit(name, Stream.concat(Stream.of(new Replacement(file, from, to)), Stream.of(more)).toList(),
				changes, new String[0]);
	}

	private record Replacement(String file, String from, String to) {

	}

	/**
	 * An edit of the application.
	 *
	 * @param changes the part of the fingerprint that it changes
	 */
	private record Edit(String name, List<Replacement> replacements, String changes, String[] options) {

		private Edit compiledWith(String... compilerOptions) {
			return new Edit(this.name, this.replacements, this.changes, compilerOptions);
		}

		private CodeFingerprint fingerprint() throws Exception {
			return AcmeFingerprint.of(compile());
		}

		private Path compile() throws Exception {
			SourceTree sources = SOURCES;
			for (Replacement replacement : this.replacements) {
				sources = sources.edit(replacement.file, replacement.from, replacement.to);
			}
			return sources.compile(Files.createTempDirectory(directory, "edit"), this.options);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
