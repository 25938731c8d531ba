package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.musubito.EffectInDoubtException;
import io.musubito.behaviour.effect.LedgerApplication.Ledger;
import io.musubito.behaviour.effect.LedgerApplication.Writer;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process waits for the end of the transaction that decides on an effect, and on
 * the step that called it.
 */
@Tag("process")
@Tag("slow")
@Timeout(60)
class UndecidedAcrossProcessesTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Ledger ledger;

	private Writer writer;

	private JavaProcess process;

	private AskingThread askedForEffect;

	private AskingThread askedForStep;

	@BeforeEach
	void start() throws Exception {
		String url = "jdbc:h2:file:" + this.directory.resolve("ledger") + ";AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1";
		this.context = LedgerApplication.start(this.directory, url, "musubito.claims.max-wait=30s");
		this.ledger = this.context.getBean(Ledger.class);
		this.writer = this.context.getBean(Writer.class);
		this.process = JavaProcess.of(LedgerProcess.class, this.directory, url).start();
		assertThat(this.process.readLine("told ")).isEqualTo("composed: booked");
		this.askedForStep = AskingThread.ask(() -> this.writer.compose("required", "1"));
		this.askedForEffect = AskingThread.ask(() -> this.ledger.book("1"));
		assertThat(this.askedForStep.hasAnswer()).isFalse();
		assertThat(this.askedForEffect.hasAnswer()).isFalse();
	}

	@AfterEach
	void stop() {
		this.process.close();
		this.context.close();
	}

	@Test
	void afterTheCommitNobodyPaysAgain() throws Exception {
		this.process.send("commit");
		this.process.readLine("ended");
		assertThat(this.askedForStep.answer().get(20, TimeUnit.SECONDS)).isEqualTo("composed: booked");
		assertThat(this.askedForEffect.answer().get(20, TimeUnit.SECONDS)).isEqualTo("booked");
		assertThat(this.writer.executed()).isZero();
		assertThat(this.ledger.attempts("1")).isZero();
		assertThat(this.ledger.rows("1")).isOne();
	}

	@Test
	void afterTheRollbackOneTriesForHimself() throws Exception {
		this.process.send("rollback");
		this.process.readLine("ended");
		assertThat(this.askedForStep.answer().get(20, TimeUnit.SECONDS)).isEqualTo("composed: booked");
		assertThat(this.askedForEffect.answer().get(20, TimeUnit.SECONDS)).isEqualTo("booked");
		assertThat(this.writer.executed()).isOne();
		assertThat(this.ledger.attempts("1")).isOne();
		assertThat(this.ledger.rows("1")).isOne();
	}

	@Test
	void afterAKillAllAreRefused() {
		this.process.kill();
		assertThat(this.askedForEffect.answer()).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(EffectInDoubtException.class);
		assertThat(this.askedForStep.answer()).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(EffectInDoubtException.class);
		assertThat(this.ledger.attempts("1")).isZero();
		assertThat(this.ledger.rows("1")).isZero();
	}

}
