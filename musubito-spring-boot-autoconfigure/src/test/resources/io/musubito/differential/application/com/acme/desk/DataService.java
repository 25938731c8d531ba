package com.acme.desk;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.musubito.MusubitoStep;
import io.musubito.differential.Looking;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Service
public class DataService {

	private final JsonMapper json;

	private final Environment environment;

	private final BeanFactory beans;

	private final DeskProperties properties;

	private final TeamProperties team;

	private final Map<String, Strategy> strategies;

	private final Shift shift;

	private final Translator translator;

	private final Discount discount;

	DataService(JsonMapper json, Environment environment, BeanFactory beans, DeskProperties properties,
			TeamProperties team, Map<String, Strategy> strategies, Shift shift, Translator translator,
			Discount discount) {
		this.json = json;
		this.environment = environment;
		this.beans = beans;
		this.properties = properties;
		this.team = team;
		this.strategies = strategies;
		this.shift = shift;
		this.translator = translator;
		this.discount = discount;
	}

	@MusubitoStep(name = "card")
	public String card(String title, int amount) {
		return this.json.writeValueAsString(new Card(title, amount, "Ann", Priority.NORMAL));
	}

	@MusubitoStep(name = "look")
	public String look(int number) {
		Map<String, Object> found = new LinkedHashMap<>();
		found.put("printer", Looking.at(new Seen(number, "seen")));
		return found.toString();
	}

	@MusubitoStep(name = "refund")
	public String refund(int paid, int days) {
		Strategy strategy = this.strategies.get(this.properties.strategy());
		Verdict verdict = Verdict.of(strategy.refund(paid, days));
		if (verdict instanceof Verdict.Accept accept) {
			return "pay " + accept.amount();
		}
		if (verdict instanceof Verdict.Reject reject) {
			return "no: " + reject.reason();
		}
		return "ask";
	}

	@MusubitoStep(name = "limits")
	public String limits(String text) {
		return Texts.shorten(text, this.properties.limits().words()) + " within "
				+ this.properties.limits().grace().toHours() + " h, " + this.properties.label("low");
	}

	@MusubitoStep(name = "languages")
	public String languages(String text) {
		return Texts.each(this.properties.languages(), (language) -> language + ":" + text, ';');
	}

	@MusubitoStep(name = "team")
	public String team(String greeting) {
		return greeting + " " + this.team.getName() + " of " + this.team.getSize() + ", " + this.team.getMotto();
	}

	@MusubitoStep(name = "region")
	public String region(String text) {
		return text + " in " + this.environment.getProperty("desk.region") + " or "
				+ this.environment.getProperty("desk.country", "everywhere");
	}

	@MusubitoStep(name = "colour", properties = "desk.colour")
	public String colour(String text) {
		String key = "desk." + "colour".toLowerCase();
		return text + " is " + this.environment.getProperty(key);
	}

	@MusubitoStep(name = "legal", resources = "classpath:prompts/legal.st")
	public String legal(String text) throws Exception {
		ClassPathResource resource = new ClassPathResource("prompts/legal.st", getClass().getClassLoader());
		return text + " " + StreamUtils.copyToString(resource.getInputStream(), StandardCharsets.UTF_8).trim();
	}

	@MusubitoStep(name = "imprint")
	public String imprint(String text) throws Exception {
		try (InputStream imprint = DataService.class.getResourceAsStream("/prompts/imprint.st")) {
			return text + " " + StreamUtils.copyToString(imprint, StandardCharsets.UTF_8).trim();
		}
	}

	@MusubitoStep(name = "shift")
	public String shift(String day) {
		return day + ": " + this.shift.describe();
	}

	@MusubitoStep(name = "translate")
	public String translate(String text) {
		return this.translator.translate(text);
	}

	@MusubitoStep(name = "discount")
	public String discount(int price) {
		return this.discount.describe(price);
	}

	@MusubitoStep(name = "tone-by-name")
	public String toneByName(String text) {
		return this.beans.getBean("brief", Tone.class).apply(text);
	}

	@MusubitoStep(name = "rate")
	public int rate(Scoring scoring, String text) {
		return scoring.score(text);
	}

	@MusubitoStep(name = "rate-all")
	public String rateAll(Map<String, Object> scorings, String text) {
		StringBuilder scores = new StringBuilder();
		for (String name : new TreeSet<>(scorings.keySet())) {
			if (scorings.get(name) instanceof Scoring scoring) {
				scores.append(name).append('=').append(scoring.score(text)).append(' ');
			}
		}
		return scores.toString();
	}

	@MusubitoStep(name = "fails")
	public String fails(String number) {
		try {
			return "number " + Checks.positive(Texts.number(number));
		}
		catch (IllegalArgumentException ex) {
			return "failed: " + ex.getMessage();
		}
	}

	@MusubitoStep(name = "keyed", key = "#ticket.number()")
	public String keyed(Ticket ticket, int part) {
		return "ticket " + ticket.number();
	}

	@MusubitoStep(name = "bank")
	public String bank(Customer customer) {
		return customer.name() + " at " + customer.bank();
	}

	@MusubitoStep(name = "read-json")
	public String readJson(JsonNode node) {
		return node.path("customer").asString() + "/" + node.path("items").size() + "/" + node;
	}

	@MusubitoStep(name = "read-old-json")
	public String readOldJson(com.fasterxml.jackson.databind.JsonNode node) {
		return node.path("customer").asText() + "/" + node;
	}

	@MusubitoStep(name = "read-headers")
	public String readHeaders(HttpHeaders headers) {
		return headers.getFirst("Accept-Language") + "/" + headers.getFirst("X-Tenant");
	}

	@MusubitoStep(name = "read-sort")
	public String readSort(Sort sort) {
		return sort.toString();
	}

	@MusubitoStep(name = "read-page")
	public String readPage(PageRequest page) {
		return page.getPageNumber() + "/" + page.getPageSize() + "/" + page.getSort();
	}

	@MusubitoStep(name = "read-set")
	public String readSet(Set<String> words, List<Object> rest) {
		return new TreeSet<>(words) + "/" + rest;
	}

	record Seen(int number, String state) {

		public String full() {
			return this.state + " #" + this.number;
		}

	}

}
