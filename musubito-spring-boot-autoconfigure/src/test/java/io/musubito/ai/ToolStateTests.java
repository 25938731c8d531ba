package io.musubito.ai;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.StepDefinitionException;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.ai.priced.PricedTools;
import io.musubito.ai.priced.PricedTools.Caching;
import io.musubito.ai.priced.PricedTools.Cart;
import io.musubito.ai.priced.PricedTools.CartDesk;
import io.musubito.ai.priced.PricedTools.Chooses;
import io.musubito.ai.priced.PricedTools.Counting;
import io.musubito.ai.priced.PricedTools.CountingFunction;
import io.musubito.ai.priced.PricedTools.Holding;
import io.musubito.ai.priced.PricedTools.Ignoring;
import io.musubito.ai.priced.PricedTools.Iterating;
import io.musubito.ai.priced.PricedTools.Level;
import io.musubito.ai.priced.PricedTools.Listed;
import io.musubito.ai.priced.PricedTools.LooksUp;
import io.musubito.ai.priced.PricedTools.LooksUpByName;
import io.musubito.ai.priced.PricedTools.LooksUpCart;
import io.musubito.ai.priced.PricedTools.Nested;
import io.musubito.ai.priced.PricedTools.OnCart;
import io.musubito.ai.priced.PricedTools.OnStock;
import io.musubito.ai.priced.PricedTools.OnTicket;
import io.musubito.ai.priced.PricedTools.Price;
import io.musubito.ai.priced.PricedTools.Prompted;
import io.musubito.ai.priced.PricedTools.Provided;
import io.musubito.ai.priced.PricedTools.Ranked;
import io.musubito.ai.priced.PricedTools.Rates;
import io.musubito.ai.priced.PricedTools.ReadsFar;
import io.musubito.ai.priced.PricedTools.ReadsRates;
import io.musubito.ai.priced.PricedTools.ReadsStatic;
import io.musubito.ai.priced.PricedTools.ReadsTable;
import io.musubito.ai.priced.PricedTools.Sourced;
import io.musubito.ai.priced.PricedTools.Stock;
import io.musubito.ai.priced.PricedTools.Streaming;
import io.musubito.ai.priced.PricedTools.Text;
import io.musubito.ai.priced.PricedTools.Ticket;
import io.musubito.ai.priced.PricedTools.TicketDesk;
import io.musubito.ai.priced.PricedTools.Worded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.SessionScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tools of advised calls that are no beans: what they hold counts at each call, or they
 * are executed each time.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ToolStateTests {

	private final ModelServer server = new ModelServer();

	private final Map<String, MockHttpSession> sessions = new HashMap<>();

	@TempDir
	Path directory;

	@BeforeEach
	void callTheToolFirst() {
		Rates.factor = 1;
		Rates.table.clear();
		Level.HIGH.weight = 1;
		Level.HIGH.words.clear();
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall("price", "{}");
		});
	}

	@AfterEach
	void close() {
		RequestContextHolder.resetRequestAttributes();
		this.server.close();
	}

	static Stream<Change> changes() {
		return Stream.of(change("static field", ReadsStatic::new, (tool) -> Rates.factor = 2),
				change("static map", ReadsTable::new, (tool) -> Rates.table.put("a", 2)),
				change("static field of a helper's helper", ReadsFar::new, (tool) -> Rates.factor = 3),
				change("which of two held objects", Chooses::new, (tool) -> tool.current = tool.other),
				change("field of an enum constant", () -> new Ranked(Level.HIGH), (tool) -> Level.HIGH.weight = 2),
				change("list of an enum constant", () -> new Worded(Level.HIGH),
						(tool) -> Level.HIGH.words.add("much")),
				change("field of an object in a list", () -> new Listed(new Price(1), new Price(1)),
						(tool) -> tool.prices.get(1).amount = 2),
				change("prompt template", () -> new Prompted("{a} kelvin"),
						(tool) -> tool.template = new PromptTemplate("{a} celsius")),
				change("variables of a prompt template", () -> new Prompted("{a} degrees"),
						(tool) -> tool.template.add("a", "30")),
				change("map in a map", () -> new Nested(new HashMap<>(Map.of("a", new Price(1)))),
						(tool) -> tool.prices.get("a").amount = 2),
				change("bean that it holds", () -> new Holding(new Price(1)), (tool) -> tool.price.amount = 2));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void answersAnotherWhenWhatItReadsIsAnother(Change change) {
		try (ChatApplication application = start()) {
			Object tool = change.tool().get();
			String before = ask(application, tool);
			assertThat(ask(application, tool)).isEqualTo(before);
			assertThat(ask(application, change.tool().get())).isEqualTo(before);
			assertThat(this.server.requests()).as("requests for the same").hasSize(2);
			change.change().accept(tool);
			assertThat(ask(application, tool)).isNotEqualTo(before);
		}
	}

	@Test
	void theOrderOfRepeatedElementsCounts() {
		Price one = new Price(1);
		Price two = new Price(2);
		try (ChatApplication application = start()) {
			assertThat(ask(application, new Listed(one, two, one))).contains("121");
			assertThat(ask(application, new Listed(one, one, two))).contains("112");
			assertThat(ask(application, new Listed(two, one, one))).contains("211");
		}
	}

	@Test
	void theContentOfAResourceCounts() throws Exception {
		Path file = Files.writeString(this.directory.resolve("price.txt"), "1");
		try (ChatApplication application = start()) {
			Sourced tool = new Sourced(new FileSystemResource(file));
			assertThat(ask(application, tool)).contains("1");
			assertThat(ask(application, new Sourced(new FileSystemResource(file)))).contains("1");
			assertThat(this.server.requests()).hasSize(2);
			Files.writeString(file, "2");
			assertThat(ask(application, tool)).contains("2");
			assertThat(ask(application, new Sourced(new ByteArrayResource(new byte[] { '3' })))).contains("3");
		}
	}

	@Test
	void aBeanThatItLooksUpCounts() {
		try (ChatApplication application = start()) {
			for (Object tool : List.of(new LooksUp(application.context()), new LooksUpByName(application.context()),
					new Provided(application.context().getBeanProvider(Stock.class)))) {
				application.bean(Stock.class).left = 5;
				assertThat(ask(application, tool)).contains("5");
				application.bean(Stock.class).left = 6;
				assertThat(ask(application, tool)).contains("6");
			}
		}
	}

	@Test
	void ofABeanThatItHoldsCountsWhatItsCodeReads() {
		try (ChatApplication application = start()) {
			Stock stock = application.bean(Stock.class);
			assertThat(ask(application, new OnStock(stock))).contains("4");
			stock.unread++;
			stock.counter.incrementAndGet();
			assertThat(ask(application, new OnStock(stock))).contains("4");
			assertThat(this.server.requests()).hasSize(2);
			stock.left = 3;
			assertThat(ask(application, new OnStock(stock))).contains("3");
		}
	}

	@Test
	void aFunctionCountsByWhatItHolds() {
		try (ChatApplication application = start()) {
			Price price = new Price(1);
			Object tool = function(PricedTools.costs(price));
			assertThat(ask(application, tool)).contains("1");
			price.amount = 2;
			assertThat(ask(application, tool)).contains("2");
			Rates.factor = 7;
			Object reader = function(new ReadsRates());
			assertThat(ask(application, reader)).contains("7");
			Rates.factor = 8;
			assertThat(ask(application, reader)).contains("8");
		}
	}

	static Stream<Supplier<Object>> untold() {
		return Stream.of(() -> new Streaming(new ByteArrayInputStream("12345678".getBytes(StandardCharsets.UTF_8))),
				() -> new Iterating(List.of(1, 2, 3, 4).iterator()), Counting::new, Caching::new,
				() -> function(new CountingFunction()));
	}

	@ParameterizedTest
	@MethodSource("untold")
	void whatHoldsWhatCantBeToldIsExecutedEachTime(Supplier<Object> untold, CapturedOutput output) {
		try (ChatApplication application = start()) {
			Object tool = untold.get();
			String before = ask(application, tool);
			assertThat(ask(application, tool)).isNotEqualTo(before);
			assertThat(this.server.requests()).hasSize(4);
			assertThat(output.getOut()).containsOnlyOnce("is executed and neither recorded nor replayed: tool 'price'")
				.contains("Let it be a bean")
				.contains("@MusubitoIgnore");
		}
	}

	@Test
	void whatIsIgnoredIsNotInTheWay() {
		try (ChatApplication application = start()) {
			assertThat(ask(application, new Ignoring(new ByteArrayInputStream(new byte[0])))).contains("same");
			assertThat(ask(application, new Ignoring(new ByteArrayInputStream(new byte[1])))).contains("same");
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void aToolOfASessionIsExecutedForEach(CapturedOutput output) {
		try (ChatApplication application = start(ToolStateTests::registerScopes)) {
			for (Object tool : List.of(new OnCart(application.bean(Cart.class)), application.bean(CartDesk.class),
					new LooksUpCart(application.context()))) {
				inSession("anna", () -> fill(application, "tea"));
				inSession("bob", () -> fill(application, "milk"));
				assertThat(inSession("anna", () -> ask(application, tool))).contains("tea");
				int requests = this.server.requests().size();
				assertThat(inSession("bob", () -> ask(application, tool))).contains("milk");
				assertThat(inSession("anna", () -> ask(application, tool))).contains("tea");
				assertThat(this.server.requests()).hasSize(requests + 4);
			}
			assertThat(output.getOut()).contains("depends on bean 'cart' of scope session");
		}
	}

	@Test
	void aToolOfAnotherScopeIsExecutedEachTime(CapturedOutput output) {
		try (ChatApplication application = start(ToolStateTests::registerScopes)) {
			for (Object tool : List.of(application.bean(TicketDesk.class),
					new OnTicket(application.bean(Ticket.class)))) {
				int requests = this.server.requests().size();
				ask(application, tool);
				ask(application, tool);
				assertThat(this.server.requests()).hasSize(requests + 4);
			}
			assertThat(output.getOut()).contains("depends on bean 'ticket' of scope thread");
		}
	}

	@Test
	void aToolOfASessionIsRefusedWhenNothingMayBeLeftOut() {
		try (ChatApplication application = start(ToolStateTests::registerScopes, "musubito.fingerprint.strict=true")) {
			assertThatExceptionOfType(StepDefinitionException.class)
				.isThrownBy(() -> inSession("anna", () -> ask(application, application.bean(CartDesk.class))))
				.withMessageContaining("tool 'price'")
				.withMessageContaining("bean 'cart' of scope session")
				.withMessageContaining("tool context");
			assertThat(this.server.requests()).isEmpty();
		}
	}

	private static String fill(ChatApplication application, String content) {
		application.bean(Cart.class).fill(content);
		return content;
	}

	private <T> T inSession(String name, Supplier<T> work) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSession(this.sessions.computeIfAbsent(name, (key) -> new MockHttpSession(null, key)));
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		try {
			return work.get();
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
		}
	}

	private static String ask(ChatApplication application, Object tool) {
		return application.client().prompt("Which?").tools(tool).call().content();
	}

	private ChatApplication start() {
		return start((context) -> {
		});
	}

	private ChatApplication start(Consumer<AnnotationConfigApplicationContext> beans, String... properties) {
		return ChatApplication.startWith(this.directory, (context) -> {
			context.registerBean("chatModel", ChatModel.class,
					() -> ChatApplication.model(ChatApplication.options(this.server)));
			context.registerBean("stock", Stock.class);
			beans.accept(context);
		}, all(properties));
	}

	private static void registerScopes(AnnotationConfigApplicationContext context) {
		context.getBeanFactory().registerScope("session", new SessionScope());
		context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
		context.register(Cart.class, CartDesk.class, Ticket.class, TicketDesk.class);
	}

	private static String[] all(String... properties) {
		return StringUtils.addStringToArray(properties, "musubito.fingerprint.packages=io.musubito.ai.priced");
	}

	private static Object function(Function<Text, String> function) {
		return FunctionToolCallback.builder("price", function).description("Tells").inputType(Text.class).build();
	}

	private static <T> Change change(String name, Supplier<T> tool, Consumer<T> change) {
		return new Change(name, tool::get, (object) -> {
			@SuppressWarnings("unchecked")
			T changed = (T) object;
			change.accept(changed);
		});
	}

	/**
	 * A change of what a tool reads.
	 */
	private record Change(String name, Supplier<Object> tool, Consumer<Object> change) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
