package io.musubito.faults;

import java.nio.file.Files;
import java.time.Duration;

import io.musubito.ExportSelection;
import io.musubito.StoreException;
import io.musubito.store.RetentionRules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is done with the store as a whole.
 */
enum StoreScenario implements Scenario {

	RETENTION {

		@Override
		public void prepare(Caller caller) {
			caller.office().pipelines().review(caller.name() + " before");
			World.CLOCK.advance(Duration.ofDays(10));
			caller.derive(caller.answer());
		}

		@Override
		public void act(Caller caller) {
			try {
				apply(caller);
				caller.about().succeed();
			}
			catch (StoreException ex) {
				// As who calls it is told
			}
		}

		private void apply(Caller caller) {
			caller.office()
				.store()
				.retention()
				.apply(new RetentionRules(Duration.ofDays(5), null, null, Duration.ofDays(400)), World.CLOCK.instant());
		}

		@Override
		public void verify(Caller caller) {
			caller.derive(caller.answer());
			if (!caller.about().hasSucceeded()) {
				apply(caller);
			}
			caller.derive(caller.answer());
		}

		@Override
		public boolean isLasting() {
			return false;
		}

		@Override
		public boolean isCounted() {
			return false;
		}

	},

	ERASURE {

		@Override
		public void prepare(Caller caller) {
			caller.derive(caller.answer());
			caller.about().note(caller.office().musubito().resultOf(caller.desk().answer(caller.name())).nodeId());
		}

		@Override
		public void act(Caller caller) {
			try {
				caller.office().lineage().erase(caller.about().noted());
				caller.about().succeed();
			}
			catch (StoreException ex) {
				// It may be done or not, as the caller is told
			}
			caller.about().acknowledged().clear();
		}

		@Override
		public void verify(Caller caller) {
			String answer = caller.answer();
			if (caller.about().hasSucceeded()) {
				assertThat(answer).endsWith(" no. 2");
			}
			caller.derive(answer);
		}

		@Override
		public int weight() {
			// Each erasure writes the whole file anew
			return 60;
		}

	},

	EXPORT {

		@Override
		public void prepare(Caller caller) {
			RunScenario.review(caller);
			caller.about().note(caller.office().runs().recent(1, "review").get(0).runId());
		}

		@Override
		public void act(Caller caller) {
			try {
				caller.office()
					.transfer()
					.export(ExportSelection.run(caller.about().noted()), caller.about().file(".jsonl"));
				caller.about().succeed();
			}
			catch (StoreException ex) {
				assertThat(caller.about().file(".jsonl")).doesNotExist();
			}
		}

		@Override
		public void verify(Caller caller) throws Exception {
			if (caller.about().hasSucceeded()) {
				caller.office().transfer().importFrom(caller.about().file(".jsonl"));
			}
			else {
				caller.office()
					.transfer()
					.export(ExportSelection.run(caller.about().noted()), caller.about().file(".jsonl"));
				Files.delete(caller.about().file(".jsonl"));
			}
			RunScenario.review(caller);
		}

	},

	IMPORT {

		@Override
		public void prepare(Caller caller) {
			try (Office elsewhere = new Office(null, "musubito.store.type=memory")) {
				RunScenario.review(new Caller(elsewhere, caller.about()));
				elsewhere.transfer()
					.export(ExportSelection.run(elsewhere.runs().recent(1).get(0).runId()),
							caller.about().file(".jsonl"));
			}
		}

		@Override
		public void act(Caller caller) {
			try {
				caller.office().transfer().importFrom(caller.about().file(".jsonl"));
				caller.about().succeed();
			}
			catch (StoreException ex) {
				// As who imports it is told
			}
		}

		@Override
		public void verify(Caller caller) {
			if (!caller.about().hasSucceeded()) {
				caller.office().transfer().importFrom(caller.about().file(".jsonl"));
			}
			RunScenario.review(caller);
		}

		@Override
		public boolean isCounted() {
			// What others have executed is in no total
			return false;
		}

	}

}
