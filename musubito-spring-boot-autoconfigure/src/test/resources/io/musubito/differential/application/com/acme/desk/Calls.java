package com.acme.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.differential.Answers;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of the application. */
public class Calls implements Answers.Calls {

	private static final boolean LOUD = false;

	@Override
	public void call(ApplicationContext context, Answers answers) {
		Ticket first = new Ticket(1, " My lamp is broken! ", new Customer("Ann", "4000 1111 2222 3333"),
				List.of("broken", "lamp"));
		Ticket second = new Ticket(4, "fyi the parcel is late", new Customer("Bob", "5000 1111 2222 3333"),
				List.of("late", "urgent"));
		replies(context.getBean(ReplyService.class), context.getBean(Mood.class), first, second, answers);
		models(context.getBean(ModelService.class), first, second, answers);
		data(context.getBean(DataService.class), first, second, answers);
		values(context.getBean(DataService.class), first.customer(), second.customer(), answers);
		DeskController controller = context.getBean(DeskController.class);
		answers.of("handle", () -> controller.handle(first));
		answers.of("chain", () -> controller.chain(second));
		answers.of("compose", () -> controller.compose(second));
		answers.of("count", () -> controller.count(List.of("some", "longer", "words")));
		Printer large = (Printer) context.getBean("printer", "A3");
		Printer small = (Printer) context.getBean("printer", "A5");
		answers.of("print large", () -> large.print("x"));
		answers.of("print small", () -> small.print("x"));
		around(context.getBean(Around.class), answers);
	}

	private void around(Around around, Answers answers) {
		Around.enter();
		try {
			answers.of("who", () -> around.who("orders of"));
			answers.of("language", () -> around.language("hello"));
			answers.of("zone", () -> around.zone("noon"));
		}
		finally {
			Around.leave();
		}
	}

	private void replies(ReplyService replies, Mood mood, Ticket first, Ticket second, Answers answers) {
		answers.of("reply 1", () -> replies.reply(first));
		answers.of("reply 2", () -> replies.reply(second));
		answers.of("reply other", () -> replies.replyOther(first));
		answers.of("reply chosen", () -> replies.replyChosen("Hello there, who are you"));
		answers.of("reply named", () -> replies.replyNamed("brief", "Hello there, who are you"));
		answers.of("rules", () -> replies.applyRules("open"));
		answers.of("mood before", () -> replies.answerInMood("how"));
		mood.setName("merry");
		mood.setLoud(LOUD);
		answers.of("mood after", () -> replies.answerInMood("how"));
		answers.of("stamped", () -> replies.stamped("letter"));
	}

	private void models(ModelService models, Ticket first, Ticket second, Answers answers) {
		answers.of("classify", () -> models.classify(second.text()));
		answers.of("summarise", () -> models.summarise("answer asap a long text", "children"));
		answers.of("facts", () -> models.tellFacts(first));
		answers.of("track", () -> models.track("17"));
		answers.of("price", () -> models.price("lamp"));
		answers.of("translate by model", () -> models.translate("good day"));
	}

	private void data(DataService data, Ticket first, Ticket second, Answers answers) {
		answers.of("card", () -> data.card("Voucher", 12));
		answers.of("look", () -> data.look(3));
		answers.of("refund 1", () -> data.refund(40, 20));
		answers.of("refund 2", () -> data.refund(5, 1));
		answers.of("refund 3", () -> data.refund(90, 3));
		answers.of("limits", () -> data.limits("one two three four five six seven"));
		answers.of("languages", () -> data.languages("yes"));
		answers.of("team", () -> data.team("hello"));
		answers.of("region", () -> data.region("rain"));
		answers.of("colour", () -> data.colour("sky"));
		answers.of("legal", () -> data.legal("Buy!"));
		answers.of("imprint", () -> data.imprint("Yours"));
		answers.of("shift", () -> data.shift("monday"));
		answers.of("translate", () -> data.translate("hello world"));
		answers.of("discount", () -> data.discount(200));
		answers.of("tone by name", () -> data.toneByName("a long sentence for nobody"));
		answers.of("rate by length", () -> data.rate(new Scoring.ByLength(3), "some words"));
		answers.of("rate by word", () -> data.rate(new Scoring.ByWord("words"), "some words"));
		answers.of("rate fixed", () -> data.rate(Scoring.Fixed.SMALL, "some words"));
		Map<String, Object> scorings = new HashMap<>();
		scorings.put("length", new Scoring.ByLength(2));
		scorings.put("fixed", Scoring.Fixed.LARGE);
		answers.of("rate all", () -> data.rateAll(scorings, "some words"));
		answers.of("fails 1", () -> data.fails("12"));
		answers.of("fails 2", () -> data.fails("x"));
		answers.of("keyed 1", () -> data.keyed(first, 1));
		answers.of("keyed 2", () -> data.keyed(second, 1));
	}

	private void values(DataService data, Customer first, Customer second, Answers answers) {
		answers.of("bank 1", () -> data.bank(first));
		answers.of("bank 2", () -> data.bank(new Customer(first.name(), "6000 9999 2222 3333")));
		JsonMapper json = JsonMapper.builder().build();
		answers.of("json 1", () -> data.readJson(json.readTree("{\"customer\":\"A\",\"items\":[1,2]}")));
		answers.of("json 2", () -> data.readJson(json.readTree("{\"customer\":\"B\",\"items\":[1,2]}")));
		com.fasterxml.jackson.databind.ObjectMapper old = new com.fasterxml.jackson.databind.ObjectMapper();
		answers.of("old json 1", () -> data.readOldJson(old.readTree("{\"customer\":\"A\",\"price\":1.50}")));
		answers.of("old json 2", () -> data.readOldJson(old.readTree("{\"customer\":\"A\",\"price\":2}")));
		answers.of("headers 1", () -> data.readHeaders(headers("en", "one")));
		answers.of("headers 2", () -> data.readHeaders(headers("de", "one")));
		answers.of("sort 1", () -> data.readSort(Sort.by("name", "age")));
		answers.of("sort 2", () -> data.readSort(Sort.by("age", "name").descending()));
		answers.of("page 1", () -> data.readPage(PageRequest.of(2, 10, Sort.by("name"))));
		answers.of("page 2", () -> data.readPage(PageRequest.of(2, 10, Sort.by("age"))));
		answers.of("set 1", () -> data.readSet(Collections.unmodifiableSet(Set.of("x", "yy", "zzz")), rest("1.10")));
		answers.of("set 2", () -> data.readSet(Set.of("x", "yy"), rest("1.1")));
	}

	private static HttpHeaders headers(String language, String tenant) {
		HttpHeaders headers = new HttpHeaders();
		headers.add("Accept-Language", language);
		headers.add("X-Tenant", tenant);
		return headers;
	}

	private static List<Object> rest(String price) {
		List<Object> rest = new ArrayList<>();
		rest.add(new BigDecimal(price));
		rest.add(7L);
		rest.add(true);
		rest.add('c');
		rest.add(2.5);
		return rest;
	}

}
