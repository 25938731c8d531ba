package io.musubito.behaviour.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectKey;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.store.Removal;
import io.musubito.store.Retention;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Retention takes no effect away before its time.
 */
@Timeout(120)
class EffectRetentionTests {

	private static final Duration MONTH = Duration.ofDays(30);

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MutableClock clock;

	private Mailer mailer;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class, "musubito.retention.effects=100d");
		this.clock = this.context.getBean(MutableClock.class);
		this.mailer = this.context.getBean(Mailer.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void anEffectIsNotPerformedAgainWhenAllElseIsGone() {
		this.mailer.send(this.mailer.draft("ann"));
		this.clock.advance(Duration.ofDays(90));
		this.mailer.draft("newest");
		Removal removal = retain();
		assertThat(removal.entries()).isEqualTo(2);
		this.mailer.send(this.mailer.draft("ann"));
		assertThat(this.mailer.sent()).hasValue(1);
		assertThat(this.mailer.drafts()).as("the effect depends on it").hasValue(2);
	}

	@Test
	void anEffectThatIsInUseStaysPastItsTime() {
		this.mailer.send("ann");
		for (int month = 0; month < 6; month++) {
			this.clock.advance(Duration.ofDays(60));
			this.mailer.draft("newest " + month);
			this.mailer.send("ann");
			retain();
		}
		assertThat(this.mailer.sent()).hasValue(1);
	}

	@Test
	void anEffectThatNobodyAsksForGoesAfterItsTime() {
		this.mailer.send("ann");
		this.clock.advance(Duration.ofDays(102));
		this.mailer.draft("newest");
		assertThat(retain().nodes()).isOne();
		this.mailer.send("ann");
		assertThat(this.mailer.sent()).hasValue(2);
	}

	@Test
	void anEffectInDoubtStaysForEver() {
		this.mailer.breakDown();
		assertThatIllegalStateException().isThrownBy(() -> this.mailer.send("ann"));
		this.clock.advance(Duration.ofDays(1_000));
		this.mailer.draft("newest");
		assertThat(retain().nodes()).isZero();
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> this.mailer.send("ann"));
		assertThat(this.mailer.sent()).hasValue(1);
	}

	@Test
	void codeThatIsInUseIsStillExplained() {
		this.mailer.draft("ann");
		this.clock.advance(Duration.ofDays(90));
		this.mailer.draft("bob");
		this.mailer.draft("newest");
		retain();
		this.clock.advance(Duration.ofDays(1));
		retain();
		io.musubito.MusubitoLineage lineage = this.context.getBean(io.musubito.MusubitoLineage.class);
		lineage.graph(io.musubito.GraphQuery.operation("draft"))
			.nodes()
			.forEach((node) -> assertThat(lineage.code(node.nodeId())).isPresent());
	}

	private Removal retain() {
		return this.context.getBean(Retention.class).apply(MONTH);
	}

	static class Mailer {

		private final AtomicInteger drafts = new AtomicInteger();

		private final AtomicInteger sent = new AtomicInteger();

		private volatile boolean down;

		AtomicInteger drafts() {
			return this.drafts;
		}

		AtomicInteger sent() {
			return this.sent;
		}

		void breakDown() {
			this.down = true;
		}

		@MusubitoStep(name = "draft")
		String draft(String to) {
			this.drafts.incrementAndGet();
			return "Dear " + to;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(@EffectKey String text) {
			this.sent.incrementAndGet();
			if (this.down) {
				throw new IllegalStateException("no connection");
			}
			return "sent";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Mailer.class)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

	}

}
