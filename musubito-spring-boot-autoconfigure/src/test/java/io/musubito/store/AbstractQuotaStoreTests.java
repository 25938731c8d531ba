package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link QuotaStore} must do, with two stores on one database.
 */
public abstract class AbstractQuotaStoreTests extends AbstractStoreTests {

	@Test
	void isSharedAndKnowsNothingAtFirst() {
		QuotaRow row = this.store.quotas().find("gpt-5");
		assertThat(this.store.quotas().isShared()).isTrue();
		assertThat(row.version()).isZero();
		assertThat(row.content()).isEmpty();
		assertThat(row.time()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
	}

	@Test
	void othersSeeWhatIsWrittenOfEachModel() {
		QuotaStore quotas = this.store.quotas();
		QuotaStore others = openAnother().quotas();
		assertThat(quotas.replace("gpt-5", 0, "one 'text'\nof two lines")).isTrue();
		assertThat(quotas.replace("gpt-5-mini", 0, "other")).isTrue();
		assertThat(others.find("gpt-5").content()).isEqualTo("one 'text'\nof two lines");
		assertThat(others.replace("gpt-5", others.find("gpt-5").version(), "two")).isTrue();
		assertThat(quotas.find("gpt-5").content()).isEqualTo("two");
		assertThat(quotas.find("gpt-5-mini").content()).isEqualTo("other");
	}

	@Test
	void whatSomebodyElseHasChangedIsNotReplaced() {
		QuotaStore quotas = this.store.quotas();
		QuotaStore others = openAnother().quotas();
		assertThat(quotas.replace("gpt-5", 0, "first")).isTrue();
		assertThat(others.replace("gpt-5", 0, "second")).isFalse();
		long version = quotas.find("gpt-5").version();
		assertThat(others.replace("gpt-5", version, "third")).isTrue();
		assertThat(quotas.replace("gpt-5", version, "fourth")).isFalse();
		assertThat(quotas.replace("gpt-5", version + 7, "fifth")).isFalse();
		assertThat(quotas.find("gpt-5").content()).isEqualTo("third");
	}

	@Test
	void ofManyAtTheSameTimeNoChangeIsLost() throws Exception {
		List<QuotaStore> stores = Stream.of(this.store, openAnother(), openAnother()).map(Store::quotas).toList();
		ExecutorService executor = Executors.newFixedThreadPool(6);
		try {
			List<Callable<Boolean>> counting = Stream.generate(() -> stores)
				.limit(2)
				.flatMap(List::stream)
				.map((quotas) -> (Callable<Boolean>) () -> count(quotas))
				.toList();
			for (Future<Boolean> counted : executor.invokeAll(counting)) {
				assertThat(counted.get()).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.store.quotas().find("gpt-5").content()).isEqualTo("120");
	}

	private static boolean count(QuotaStore quotas) {
		for (int i = 0; i < 20; i++) {
			QuotaRow row;
			String next;
			do {
				row = quotas.find("gpt-5");
				next = Long.toString((row.version() == 0) ? 1 : Long.parseLong(row.content()) + 1);
			}
			while (!quotas.replace("gpt-5", row.version(), next));
		}
		return true;
	}

	@Test
	void timeDoesNotGoBack() {
		Instant first = this.store.quotas().find("gpt-5").time();
		assertThat(openAnother().quotas().find("gpt-5").time()).isAfterOrEqualTo(first);
	}

	@Test
	void aStoreThatOnlyReadsSharesNothing() {
		QuotaStore quotas = new ReadOnlyStore(this.store).quotas();
		assertThat(quotas.isShared()).isFalse();
		assertThat(quotas.replace("gpt-5", 0, "mine")).isTrue();
		assertThat(quotas.find("gpt-5").version()).isZero();
		assertThat(this.store.quotas().find("gpt-5").content()).isEmpty();
	}

}
