package io.musubito.faults;

import java.util.List;

import io.musubito.MusubitoRuns;
import io.musubito.ResumeOption;
import io.musubito.RunHandle;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StoreException;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs, and what is done with them.
 */
enum RunScenario implements Scenario {

	PIPELINE {

		@Override
		public void act(Caller caller) {
			review(caller);
		}

		@Override
		public void verify(Caller caller) {
			review(caller);
		}

	},

	FAN_OUT {

		@Override
		public void act(Caller caller) {
			fanOut(caller);
		}

		@Override
		public void verify(Caller caller) {
			fanOut(caller);
		}

		private void fanOut(Caller caller) {
			List<String> questions = List.of(caller.name() + "a", caller.name() + "b", caller.name() + "c");
			List<String> answers = caller.office()
				.musubito()
				.pipeline("fan-out",
						() -> caller.office()
							.musubito()
							.forEach(questions)
							.concurrency(2)
							.apply(caller.desk()::answer));
			assertThat(answers).hasSize(3);
			for (int i = 0; i < 3; i++) {
				assertThat(World.wasAnswered("answer " + questions.get(i), answers.get(i))).isTrue();
			}
		}

	},

	RESUMED {

		@Override
		public void prepare(Caller caller) {
			failAtTheEnd(caller);
		}

		@Override
		public void act(Caller caller) {
			resume(caller);
		}

		@Override
		public void verify(Caller caller) {
			review(caller);
			try {
				RunView again = caller.office().runs().resume(caller.about().noted());
				assertThat(again.status()).isEqualTo(RunStatus.SUCCESS);
			}
			catch (RunNotResumableException ex) {
				assertThat(ex).hasMessageContaining("has resumed it already, successfully");
			}
		}

	},

	OVERRIDDEN {

		@Override
		public void prepare(Caller caller) {
			review(caller);
			caller.about().note(caller.office().runs().recent(1, "review").get(0).runId());
		}

		@Override
		public void act(Caller caller) {
			resume(caller, ResumeOption.override("answer", "given to " + caller.name()));
		}

		@Override
		public void verify(Caller caller) {
			review(caller);
			RunView again = caller.office()
				.runs()
				.resume(caller.about().noted(), ResumeOption.override("answer", "given to " + caller.name()));
			assertThat(again.status()).isEqualTo(RunStatus.SUCCESS);
			assertThat(World.executions("derive given to " + caller.name())).isPositive();
		}

	},

	SUBMITTED {

		@Override
		public void act(Caller caller) throws Exception {
			MusubitoRuns runs = caller.office().runs();
			RunHandle handle;
			try {
				handle = runs.submit("review", caller.name());
			}
			catch (StoreException ex) {
				// As who submits it is told
				return;
			}
			// Who waits may be told that the store can't be read
			Awaitility.await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
				assertThat(handle.join().status()).isIn(RunStatus.SUCCESS, RunStatus.ABANDONED);
				return true;
			});
		}

		@Override
		public void verify(Caller caller) {
			review(caller);
		}

	};

	static void review(Caller caller) {
		String asked = "answer " + caller.name();
		caller.call(asked, () -> {
			String review = caller.office().pipelines().review(caller.name());
			assertThat(review).startsWith("derived of derived of ");
			return review.substring("derived of derived of ".length());
		}, (answer) -> World.wasAnswered(asked, answer));
	}

	private static void failAtTheEnd(Caller caller) {
		String last = "derive derived of answer " + caller.name() + " no. 1";
		World.fail(last, true);
		assertThatExceptionOfType(World.ModelDownException.class)
			.isThrownBy(() -> caller.office().pipelines().review(caller.name()));
		World.fail(last, false);
		caller.about().acknowledged().put("answer " + caller.name(), "answer " + caller.name() + " no. 1");
		caller.about().note(caller.office().runs().recent(1, "review").get(0).runId());
	}

	private static void resume(Caller caller, ResumeOption... options) {
		long degraded = caller.office().degraded();
		int executions = World.executions("answer " + caller.name());
		try {
			RunView resumed = caller.office().runs().resume(caller.about().noted(), options);
			if (caller.office().degraded() == degraded) {
				// That it has ended may be recorded later
				assertThat(resumed.status()).isIn(RunStatus.SUCCESS, RunStatus.RUNNING);
				assertThat(resumed.steps()).hasSize(3);
				assertThat(World.executions("answer " + caller.name())).isEqualTo(executions);
				return;
			}
		}
		catch (StoreException ex) {
			// As who resumes it is told
		}
		caller.about().acknowledged().clear();
	}

}
