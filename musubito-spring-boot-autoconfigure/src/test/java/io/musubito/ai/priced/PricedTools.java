package io.musubito.ai.priced;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.musubito.MusubitoIgnore;

import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Tools of an application whose answer depends on what they hold.
 */
public final class PricedTools {

	private PricedTools() {
	}

	public static Function<Text, String> costs(Price price) {
		return (text) -> "costs " + price.amount;
	}

	public record Text(String text) {

	}

	public static class Rates {

		public static int factor = 1;

		public static Map<String, Integer> table = new HashMap<>();

	}

	public static class Helper {

		public static int factor() {
			return Rates.factor;
		}

	}

	public enum Level {

		LOW, HIGH;

		public int weight = 1;

		public final List<String> words = new ArrayList<>();

	}

	public static class Price {

		public int amount;

		public Price(int amount) {
			this.amount = amount;
		}

	}

	public static class ReadsStatic {

		@Tool
		public String price() {
			return "price " + Rates.factor;
		}

	}

	public static class ReadsTable {

		@Tool
		public String price() {
			return "price " + Rates.table.get("a");
		}

	}

	public static class ReadsFar {

		@Tool
		public String price() {
			return "price " + Helper.factor();
		}

	}

	public static class ReadsRates implements Function<Text, String> {

		@Override
		public String apply(Text text) {
			return "costs " + Rates.factor;
		}

	}

	public static class Chooses {

		public final Price one = new Price(1);

		public final Price other = new Price(1);

		public Price current = this.one;

		@Tool
		public String price() {
			return (this.current == this.one) ? "one" : "other";
		}

	}

	public static class Ranked {

		public final Level level;

		public Ranked(Level level) {
			this.level = level;
		}

		@Tool
		public String price() {
			return "price " + this.level.weight;
		}

	}

	public static class Worded {

		public final Level level;

		public Worded(Level level) {
			this.level = level;
		}

		@Tool
		public String price() {
			return "price " + this.level.words;
		}

	}

	public static class Listed {

		public final List<Price> prices;

		public Listed(Price... prices) {
			this.prices = List.of(prices);
		}

		@Tool
		public String price() {
			StringBuilder text = new StringBuilder("prices ");
			for (Price price : this.prices) {
				text.append(price.amount);
			}
			return text.toString();
		}

	}

	public static class Nested {

		public final Map<String, Price> prices;

		public Nested(Map<String, Price> prices) {
			this.prices = prices;
		}

		@Tool
		public String price() {
			return "price " + this.prices.get("a").amount;
		}

	}

	public static class Holding {

		public final Price price;

		public Holding(Price price) {
			this.price = price;
		}

		@Tool
		public Price price() {
			return this.price;
		}

	}

	public static class Prompted {

		public PromptTemplate template;

		public Prompted(String text) {
			this.template = PromptTemplate.builder().template(text).variables(Map.of("a", "20")).build();
		}

		@Tool
		public String price() {
			return this.template.render(Map.of());
		}

	}

	public static class Sourced {

		public final Resource source;

		public Sourced(Resource source) {
			this.source = source;
		}

		@Tool
		public String price() throws Exception {
			return this.source.getContentAsString(StandardCharsets.UTF_8);
		}

	}

	public static class Stock {

		public int left = 4;

		public int unread;

		public final AtomicInteger counter = new AtomicInteger();

		public int left() {
			this.counter.incrementAndGet();
			return this.left;
		}

	}

	public static class OnStock {

		public final Stock stock;

		public OnStock(Stock stock) {
			this.stock = stock;
		}

		@Tool
		public String price() {
			return "left " + this.stock.left();
		}

	}

	public static class LooksUp {

		public final ApplicationContext context;

		public LooksUp(ApplicationContext context) {
			this.context = context;
		}

		@Tool
		public String price() {
			return "left " + this.context.getBean(Stock.class).left();
		}

	}

	public static class LooksUpByName {

		public final ApplicationContext context;

		public LooksUpByName(ApplicationContext context) {
			this.context = context;
		}

		@Tool
		public String price() {
			return "left " + ((Stock) this.context.getBean("stock")).left();
		}

	}

	public static class Provided {

		public final ObjectProvider<Stock> stock;

		public Provided(ObjectProvider<Stock> stock) {
			this.stock = stock;
		}

		@Tool
		public String price() {
			return "left " + this.stock.getObject().left();
		}

	}

	public static class Streaming {

		public final InputStream stream;

		public Streaming(InputStream stream) {
			this.stream = stream;
		}

		@Tool
		public String price() throws Exception {
			return "price " + this.stream.read();
		}

	}

	public static class Iterating {

		public final Iterator<Integer> prices;

		public Iterating(Iterator<Integer> prices) {
			this.prices = prices;
		}

		@Tool
		public String price() {
			return "price " + this.prices.next();
		}

	}

	public static class Counting {

		public int calls;

		@Tool
		public String price() {
			return "price " + this.calls++;
		}

	}

	public static class Caching {

		public final List<String> seen = new ArrayList<>();

		@Tool
		public String price() {
			this.seen.add("x");
			return "price " + this.seen;
		}

	}

	public static class CountingFunction implements Function<Text, String> {

		public final AtomicInteger calls = new AtomicInteger();

		@Override
		public String apply(Text text) {
			return "price " + this.calls.incrementAndGet();
		}

	}

	public static class Ignoring {

		@MusubitoIgnore
		public final InputStream stream;

		public Ignoring(InputStream stream) {
			this.stream = stream;
		}

		@Tool
		public String price() {
			return (this.stream != null) ? "same" : "none";
		}

	}

	@Component("cart")
	@Scope(scopeName = "session", proxyMode = ScopedProxyMode.TARGET_CLASS)
	public static class Cart {

		public String content = "";

		public void fill(String newContent) {
			this.content = newContent;
		}

		public String content() {
			return this.content;
		}

	}

	@Component
	public static class CartDesk {

		public final Cart cart;

		public CartDesk(Cart cart) {
			this.cart = cart;
		}

		@Tool
		public String price() {
			return "price of " + this.cart.content();
		}

	}

	public static class OnCart {

		public final Cart cart;

		public OnCart(Cart cart) {
			this.cart = cart;
		}

		@Tool
		public String price() {
			return "price of " + this.cart.content();
		}

	}

	public static class LooksUpCart {

		public final ApplicationContext context;

		public LooksUpCart(ApplicationContext context) {
			this.context = context;
		}

		@Tool
		public String price() {
			return "price of " + this.context.getBean(Cart.class).content();
		}

	}

	@Component("ticket")
	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	public static class Ticket {

		public String number = "7";

		public String number() {
			return this.number;
		}

	}

	@Component
	public static class TicketDesk {

		public final ObjectProvider<Ticket> tickets;

		public TicketDesk(ObjectProvider<Ticket> tickets) {
			this.tickets = tickets;
		}

		@Tool
		public String price() {
			return "ticket " + this.tickets.getObject().number();
		}

	}

	public static class OnTicket {

		public final Ticket ticket;

		public OnTicket(Ticket ticket) {
			this.ticket = ticket;
		}

		@Tool
		public String price() {
			return "ticket " + this.ticket.number();
		}

	}

}
