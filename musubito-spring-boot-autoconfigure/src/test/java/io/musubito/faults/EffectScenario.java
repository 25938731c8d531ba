package io.musubito.faults;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.StoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls of effects.
 */
enum EffectScenario implements Scenario {

	EFFECT {

		@Override
		public void act(Caller caller) {
			caller.send();
		}

		@Override
		public void verify(Caller caller) {
			caller.sendAtLast();
		}

	},

	EFFECT_REPLAYED {

		@Override
		public void prepare(Caller caller) {
			caller.send();
		}

		@Override
		public void act(Caller caller) {
			try {
				assertThat(caller.desk().send(caller.name())).isEqualTo("sent " + caller.name());
			}
			catch (StoreException ex) {
				assertThat(ex).hasMessageContaining("was not performed");
			}
		}

		@Override
		public void verify(Caller caller) {
			caller.sendAtLast();
		}

	},

	EFFECT_IN_DOUBT {

		@Override
		public void act(Caller caller) {
			String asked = "send " + caller.name();
			World.fail(asked, true);
			Throwable thrown = catchThrowable(() -> caller.desk().send(caller.name()));
			World.fail(asked, false);
			assertThat(thrown)
				.isInstanceOf((World.executions(asked) == 1) ? World.ModelDownException.class : StoreException.class);
		}

		@Override
		public void verify(Caller caller) {
			caller.sendAtLast();
		}

	},

	EFFECT_RESOLVED {

		@Override
		public void prepare(Caller caller) {
			World.fail("send " + caller.name(), true);
			assertThat(catchThrowable(() -> caller.desk().send(caller.name())))
				.isInstanceOf(World.ModelDownException.class);
			World.fail("send " + caller.name(), false);
			Throwable inDoubt = catchThrowable(() -> caller.desk().send(caller.name()));
			assertThat(inDoubt).isInstanceOf(EffectInDoubtException.class);
			caller.about().note(((EffectInDoubtException) inDoubt).nodeId());
		}

		@Override
		public void act(Caller caller) {
			try {
				caller.office()
					.lineage()
					.resolveEffect(caller.about().noted(), EffectResolution.happened("sent " + caller.name()));
				caller.about().acknowledged().put("send " + caller.name(), "sent " + caller.name());
			}
			catch (StoreException ex) {
				// It may be resolved or not, as who did so is told
			}
		}

		@Override
		public void verify(Caller caller) {
			caller.sendAtLast();
		}

	}

}
