package io.musubito.faults;

import java.time.Duration;

import io.musubito.StoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of pure steps.
 */
enum StepScenario implements Scenario {

	FIRST_EXECUTION {

		@Override
		public void act(Caller caller) {
			caller.answer();
		}

		@Override
		public void verify(Caller caller) {
			caller.answer();
		}

	},

	REPLAY {

		@Override
		public void prepare(Caller caller) {
			caller.answer();
		}

		@Override
		public void act(Caller caller) {
			caller.answer();
		}

		@Override
		public void verify(Caller caller) {
			caller.answer();
		}

	},

	REPLAY_IN_RUN {

		@Override
		public void prepare(Caller caller) {
			caller.answer();
		}

		@Override
		public void act(Caller caller) {
			caller.office().musubito().pipeline("replay", () -> caller.answer());
		}

		@Override
		public void verify(Caller caller) {
			caller.answer();
		}

	},

	EARLY_CUTOFF {

		@Override
		public void prepare(Caller caller) {
			caller.derive(caller.subject(1));
		}

		@Override
		public void act(Caller caller) {
			String subject = caller.subject(2);
			caller.derive(subject);
			if (!caller.about().acknowledged().containsKey("subject " + caller.name() + 2)) {
				// What is made of something that is not recorded is made again of what is
				caller.about().acknowledged().clear();
			}
		}

		@Override
		public void verify(Caller caller) {
			caller.derive(caller.subject(2));
			caller.derive(caller.subject(1));
		}

	},

	STALE_DOWNSTREAM {

		@Override
		public void prepare(Caller caller) {
			caller.derive(caller.derive(caller.answer()));
		}

		@Override
		public void act(Caller caller) {
			caller.answerAnew();
		}

		@Override
		public void verify(Caller caller) {
			caller.derive(caller.derive(caller.answer()));
		}

	},

	FAILING_STEP {

		@Override
		public void act(Caller caller) {
			World.fail("answer " + caller.name(), true);
			assertFails(caller);
		}

		private void assertFails(Caller caller) {
			String asked = "answer " + caller.name();
			int before = World.executions(asked);
			assertThatExceptionOfType(World.ModelDownException.class)
				.isThrownBy(() -> caller.desk().answer(caller.name()));
			assertThat(World.executions(asked)).isEqualTo(before + 1);
		}

		@Override
		public void verify(Caller caller) {
			if (World.executions("answer " + caller.name()) == 1) {
				assertFails(caller);
			}
			World.fail("answer " + caller.name(), false);
			caller.answer();
		}

	},

	SERVED_STALE {

		@Override
		public void prepare(Caller caller) {
			caller.news();
			World.CLOCK.advance(Duration.ofHours(2));
			World.fail("news " + caller.name(), true);
		}

		@Override
		public void act(Caller caller) {
			long degraded = caller.office().degraded();
			try {
				assertThat(caller.desk().news(caller.name())).isEqualTo("news " + caller.name() + " no. 1");
			}
			catch (World.ModelDownException ex) {
				assertThat(caller.office().degraded()).as("failures of the store").isGreaterThan(degraded);
			}
		}

		@Override
		public void verify(Caller caller) {
			if (World.executions("news " + caller.name()) < 3) {
				assertThat(caller.desk().news(caller.name())).isEqualTo("news " + caller.name() + " no. 1");
			}
			World.fail("news " + caller.name(), false);
			caller.about().acknowledged().clear();
			caller.news();
		}

		@Override
		public boolean isCounted() {
			// The totals of an hour go after two days
			return false;
		}

	},

	INVALIDATION {

		@Override
		public void prepare(Caller caller) {
			caller.derive(caller.answer());
			caller.about().note(caller.office().musubito().resultOf(caller.desk().answer(caller.name())).nodeId());
		}

		@Override
		public void act(Caller caller) {
			try {
				caller.office().lineage().invalidate(caller.about().noted());
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

	}

}
