package io.musubito.faults;

import java.util.function.Predicate;
import java.util.function.Supplier;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.ReplayMode;
import io.musubito.StoreException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the steps of an application, and knows what must come of it, whatever fails: a
 * pure step answers, with what its body has returned; what was acknowledged is replayed.
 *
 * @param office the application
 * @param about the case
 */
record Caller(Office office, Case about) {

	Desk desk() {
		return this.office.desk();
	}

	/**
	 * The name of the case, which is what all steps are asked.
	 */
	String name() {
		return this.about.name();
	}

	String answer() {
		return answer(name());
	}

	String answer(String question) {
		String asked = "answer " + question;
		return call(asked, () -> desk().answer(question), (answer) -> World.wasAnswered(asked, answer));
	}

	String answerAnew() {
		this.about.acknowledged().remove("answer " + name());
		return this.office.musubito().withMode(ReplayMode.REFRESH, () -> answer());
	}

	String subject(int edition) {
		return call("subject " + name() + edition, () -> desk().subject(name(), edition),
				("subject of " + name())::equals);
	}

	String derive(String text) {
		return call("derive " + text, () -> desk().derive(text), ("derived of " + text)::equals);
	}

	String news() {
		String asked = "news " + name();
		return call(asked, () -> desk().news(name()), (answer) -> World.wasAnswered(asked, answer));
	}

	/**
	 * Calls a pure step, which must not throw.
	 */
	String call(String asked, Supplier<String> call, Predicate<String> right) {
		long degraded = this.office.degraded();
		int executions = World.executions(asked);
		String answer = call.get();
		assertThat(answer).as("the answer to '%s'", asked).matches(right);
		String known = this.about.acknowledged().get(asked);
		if (this.office.degraded() != degraded) {
			this.about.acknowledged().remove(asked);
			return answer;
		}
		if (known != null) {
			assertThat(answer).as("what was acknowledged of '%s'", asked).isEqualTo(known);
			assertThat(World.executions(asked)).as("executions of '%s', which was acknowledged", asked)
				.isEqualTo(executions);
		}
		this.about.acknowledged().put(asked, answer);
		return answer;
	}

	/**
	 * Has a letter sent that was not sent before, unless that is refused.
	 */
	void send() {
		String asked = "send " + name();
		int before = World.executions(asked);
		try {
			String sent = desk().send(name());
			assertThat(sent).isEqualTo("sent " + name());
			this.about.acknowledged().put(asked, sent);
			assertThat(World.executions(asked)).as("letters sent").isOne();
		}
		catch (StoreException ex) {
			assertThat(ex).hasMessageContaining("was not performed");
			assertThat(World.executions(asked)).as("letters sent by a refused call").isEqualTo(before);
			assertThat(this.about.acknowledged()).doesNotContainKey(asked);
		}
		catch (EffectInDoubtException ex) {
			this.about.note(ex.nodeId());
			assertThat(World.executions(asked)).as("letters sent by a refused call").isEqualTo(before);
			assertThat(before).as("letters of which it is in doubt whether they were sent").isOne();
			assertThat(this.about.acknowledged()).doesNotContainKey(asked);
		}
	}

	/**
	 * Has the letter sent, after who knows has said what came of it.
	 */
	void sendAtLast() {
		send();
		String asked = "send " + name();
		if (!this.about.acknowledged().containsKey(asked)) {
			this.office.lineage().resolveEffect(this.about.noted(), EffectResolution.happened("sent " + name()));
			assertThat(desk().send(name())).isEqualTo("sent " + name());
			this.about.acknowledged().put(asked, "sent " + name());
		}
		assertThat(World.executions(asked)).as("letters sent").isOne();
	}

}
