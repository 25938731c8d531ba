package io.musubito.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of this application that no tree suggests: who is injected, how things are
 * called that others look up by name, what is configured.
 */
final class DesignEdits {

	private static final String DESK = "com/acme/desk/";

	private static final String PROPERTIES = "application.properties";

	private final Sources sources;

	private final List<Edit> edits = new ArrayList<>();

	DesignEdits(Sources sources) {
		this.sources = sources;
	}

	List<Edit> find() {
		beans();
		names();
		prompts();
		properties();
		steps();
		return this.edits;
	}

	private void beans() {
		code("another bean class", "DeskApplication", "new WordTranslator(\"hello\"",
				"new ReverseTranslator(\"hello\"");
		code("another bean class", "DeskApplication", "new Shift(\"8 to 16\", 4)",
				"new Shift(\"8 to 16\", 4) { String describe() { return \"nobody\"; } }");
		code("another bean class", "Rules", "return (text) -> text + \" please\";", "return Rule.none();");
		for (String other : List.of("Casual", "Brief")) {
			this.edits.add(replace("primary bean moved", "FormalTone", "@Primary\n", "").and(replace("", other + "Tone",
					"@Component(", "@org.springframework.context.annotation.Primary @Component(")));
		}
		String model = "\t@Bean\n\t@Primary\n\tChatModel chatModel";
		this.edits.add(replace("primary bean moved", "DeskApplication", model, model.replace("\t@Primary\n", ""))
			.and(replace("", "DeskApplication", "\tChatModel largeModel", "\t@Primary ChatModel largeModel")));
		code("order of beans", "Rules", "@Order(1)", "@Order(4)");
		code("order of beans", "Rules", "@Order(3)", "@Order(-1)");
		code("bean removed", "Rules", "@Bean\n\t@Order(1)", "");
		code("bean removed", "Rules", "@Bean\n\t@Order(3)", "");
		code("bean added", "Rules", "@Bean\n\t@Order(1)",
				"@Bean @Order(0) Rule first() { return (text) -> \"first \" + text; }\n\t@Bean @Order(1)");
		code("options of the model", "DeskApplication", ".maxTokens(100)", ".maxTokens(200)");
		code("options of the model", "DeskApplication", ".maxTokens(100)", ".maxTokens(100).topP(0.5)");
		code("options of the model", "DeskApplication", "\"large-1\").temperature(0.9)",
				"\"large-2\").temperature(0.9)");
		code("options of the model", "DeskApplication", "\"large-1\").temperature(0.9)",
				"\"large-1\").temperature(0.8)");
		code("defaults of the client", "DeskApplication", ".defaultSystem(system)",
				".defaultUser(\"hm\").defaultSystem(system)");
		code("defaults of the client", "DeskApplication", ".defaultTools(tools)",
				".defaultTools(new OrderTools(\"x\"))");
		code("defaults of the client", "DeskApplication", ".defaultTools(tools)", "");
		code("defaults of the client", "DeskApplication", "\"Use your tools.\"", "\"Use no tools.\"");
		code("parameter selects the bean", "DeskApplication", "@Qualifier(\"largeModel\") ChatModel model",
				"ChatModel model");
		code("parameter selects the bean", "ReplyService", "@Qualifier(\"casual\") Tone other",
				"@Qualifier(\"brief\") Tone other");
		code("field set otherwise", "ReplyService", "this.other = other", "this.other = tone");
		code("field set otherwise", "ReplyService", "this.tone = tone;", "this.tone = other;");
	}

	private void names() {
		rename("tool parameter renamed", "OrderTools", "order", "parcel");
		rename("tool parameter renamed", "PriceTools", "article", "thing");
		code("tool renamed", "OrderTools", "whereIs(", "whereAbouts(");
		code("tool renamed", "PriceTools", "priceOf(", "valueOf(");
		code("tool added", "OrderTools", "\t@Tool(",
				"\t@Tool(description = \"other\") public String another(String x) { return x; }\n\t@Tool(");
		rename("component renamed", "Card", "title", "heading");
		rename("component renamed", "Card", "amount", "sum");
		code("component renamed", "Card", "getShown", "getSeen");
		code("component renamed", "DataService", "public String full()", "public String whole()");
		this.edits.add(replace("component renamed", "DataService", "record Seen(int number,", "record Seen(int count,")
			.and(replace("", "DataService", "this.number;", "this.count;")));
		code("component type", "Card", "int amount", "double amount");
		code("component added", "Card", "String title,", "@com.fasterxml.jackson.annotation.JsonIgnore String title,");
		code("getter of a template", "Facts", "getCustomer", "getBuyer");
		code("getter of a template", "Facts", "return this.place;", "return \"nowhere\";");
		code("getter of a template", "Facts", "return this.subject;", "return this.subject + this.place;");
		code("enum constant order", "Priority", "LOW(5, \"later\")",
				"NONE(9, \"never\") { String greet(String n) { return n; } },\n LOW(5, \"later\")");
	}

	private void prompts() {
		file("prompt", "prompts/system.st", "Be brief.", "Be verbose.");
		file("prompt", "prompts/summary.st", "Summarise", "Sum up");
		file("prompt", "prompts/summary.st", "{audience}", "{text} {audience}");
		file("prompt", "prompts/facts.st", "asks about", "wants to know about");
		file("prompt variable", "prompts/facts.st", "{facts.place}", "{facts.subject}");
		file("prompt variable", "prompts/facts.st", "{facts.subject}", "{facts.customer}");
		file("prompt that is declared", "prompts/legal.st", "without", "with");
		this.edits.add(Edit.replace("prompt that nobody reads", this.sources, "prompts/unused.st", "Nobody", "Somebody")
			.asNeutral());
		code("prompt chosen", "ModelService", "prompts/summary.st", "prompts/legal.st");
	}

	private void properties() {
		property("property of @Value", "desk.signature", "The other desk");
		property("property of @Value", "desk.tone", "brief");
		property("property of @Value", "desk.tone", "formal");
		property("property of an expression", "desk.discount", "25");
		property("property of the environment", "desk.region", "west");
		property("property that is declared", "desk.colour", "green");
		property("property of a record", "desk.limits.words", "3");
		property("property of a record", "desk.limits.grace", "3d");
		property("property of a record", "desk.languages", "de,en");
		property("property of a record", "desk.languages", "en");
		property("property of a record", "desk.labels.low", "never");
		property("property of a class", "desk.team.size", "4");
		property("property of a class", "desk.team.name", "second line");
		property("property that chooses a bean", "desk.strategy", "generous");
		property("property of the model", "desk.model.name", "tiny-2");
		property("property of the model", "desk.model.temperature", "0.4");
		property("profile", "spring.profiles.active", "night");
		added("property set for the first time", "desk.smile=;-)");
		added("property set for the first time", "desk.closing=See you");
		added("property set for the first time", "desk.place=cellar");
		added("property set for the first time", "desk.country=France");
		added("property set for the first time", "desk.team.motto=We try.");
		this.edits.add(added("property that nobody reads", "desk.unused.three=3").asNeutral());
		this.edits.add(property("property that nobody reads", "desk.unused.one", "100").asNeutral());
		this.edits.add(property("property that nobody reads", "desk.unused.two", "").asNeutral());
		this.edits.add(property("property that nobody reads", "desk.labels.high", "at once").asNeutral());
	}

	private void steps() {
		code("key of a step", "DataService", "key = \"#ticket.number()\"", "key = \"#ticket\"");
		code("key of a step", "DataService", ", key = \"#ticket.number()\"", "");
		code("declaration of a step", "ReplyService", ", version = \"1\"", ", version = \"2\"");
		code("declaration of a step", "ReplyService", "name = \"reply\", version", "name = \"reply-new\", version");
		code("declaration of a step", "ReplyService", "name = \"stamped\"", "name = \"stamped\", replay = false");
		code("declaration of a step", "ModelService", "name = \"classify\", type",
				"name = \"classify\", ttl = \"1h\", type");
		code("declaration of a step", "ModelService", "name = \"price\", type", "name = \"price\", ttl = \"0\", type");
		code("specification of a step", "DeskController", ".version(\"2\")", ".version(\"3\")");
		code("specification of a step", "DeskController", ".input(\"words\", words)", ".input(\"list\", words)");
		code("specification of a step", "DeskController", ".input(\"ticket\", ticket)",
				".input(\"ticket\", ticket).input(\"more\", 1)");
		code("no step any more", "ReplyService", "@MusubitoStep(name = \"apply-rules\")", "");
		code("no step any more", "ModelService", "@MusubitoStep(name = \"summarise\", type = StepType.STOCHASTIC)", "");
		code("overridden", "CasualTone", "\t@Override\n",
				"\t@Override public String sign(String text, String name) { return name; }\n\t@Override\n");
		code("overridden", "BriefTone", "public String sign(", "public String signed(");
		code("modifier", "Mood", "private volatile String", "private String");
	}

	private Edit property(String kind, String key, String value) {
		Matcher line = Pattern.compile("(?m)^" + Pattern.quote(key) + "=(.*)$").matcher(this.sources.get(PROPERTIES));
		if (!line.find()) {
			throw new IllegalArgumentException(key);
		}
		Edit edit = Edit.semantic(kind, PROPERTIES, line.start(1), line.end(1), value);
		if (!kind.equals("property that nobody reads")) {
			this.edits.add(edit);
		}
		return edit;
	}

	private Edit added(String kind, String line) {
		Edit edit = Edit.semantic(kind, PROPERTIES, 0, 0, line + "\n");
		if (!kind.equals("property that nobody reads")) {
			this.edits.add(edit);
		}
		return edit;
	}

	private void rename(String kind, String type, String from, String to) {
		String file = DESK + type + ".java";
		Matcher word = Pattern.compile("(?<![\\w\"])" + from + "(?= [+=>]|\\)|,|;)|(?<=this\\.)" + from + "\\b")
			.matcher(this.sources.get(file));
		List<Edit.Replacement> replacements = new ArrayList<>();
		while (word.find()) {
			replacements.add(new Edit.Replacement(file, word.start(), word.end(), to));
		}
		this.edits.add(new Edit(kind, false, replacements));
	}

	private void code(String kind, String type, String from, String to) {
		this.edits.add(replace(kind, type, from, to));
	}

	private Edit replace(String kind, String type, String from, String to) {
		return Edit.replace(kind, this.sources, DESK + type + ".java", from, to);
	}

	private void file(String kind, String file, String from, String to) {
		this.edits.add(Edit.replace(kind, this.sources, file, from, to));
	}

}
