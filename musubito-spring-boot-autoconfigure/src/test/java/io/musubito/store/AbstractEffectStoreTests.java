package io.musubito.store;

import java.time.Duration;
import java.util.List;

import io.musubito.Explanation;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link EffectStore} must do.
 */
public abstract class AbstractEffectStoreTests extends AbstractStoreTests {

	private static final NodeKey MAIL = key("mail", StepType.EXTERNAL_EFFECT);

	private EffectStore effects() {
		return this.store.effects();
	}

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(effects().find(MAIL.replayKey())).isEmpty();
		assertThat(effects().findByNode(MAIL.nodeId())).isEmpty();
		assertThat(effects().resolve(resolution(EffectState.UNKNOWN, 1, null))).isFalse();
	}

	@Test
	void anIntentIsRecordedWithItsNodeAsRunning() {
		EffectAttempt attempt = begin(false, false);
		assertThat(attempt).isEqualTo(new EffectAttempt(MAIL.replayKey(), 1, "idempotency"));
		Effect effect = find();
		assertThat(effect.state()).isEqualTo(EffectState.STARTED);
		assertThat(effect.operation()).isEqualTo("mail");
		assertThat(effect.owner()).isEqualTo(this.store.processes().self());
		assertThat(effect.startedAt()).isEqualTo(NOW);
		assertThat(effect.endedAt()).isNull();
		assertThat(effect.hasHappened()).isFalse();
		assertThat(status(MAIL)).isEqualTo(NodeStatus.RUNNING);
		assertThat(effects().findByNode(MAIL.nodeId())).map(Effect::effectKey).contains(MAIL.replayKey());
	}

	@Test
	void whatIsBeingPerformedIsNotBegunAgain() {
		begin(false, false);
		assertThat(openAnother().effects().begin(intent(MAIL, true, true))).isEmpty();
		assertThat(find().attempts()).isOne();
	}

	@Test
	void aSuccessIsKeptAndOnlyBegunAgainWhenThatIsAskedFor() {
		assertThat(effects().record(succeeded(begin(false, false), "sent"))).isTrue();
		Effect effect = find();
		assertThat(effect.state()).isEqualTo(EffectState.SUCCEEDED);
		assertThat(effect.hasHappened()).isTrue();
		assertThat(effect.artifactId()).isEqualTo(artifact("sent").artifactId());
		assertThat(effect.payload()).isEqualTo(artifact("sent").payload());
		assertThat(effect.duration()).isEqualTo(TOOK);
		assertThat(effect.endedAt()).isEqualTo(NOW);
		assertThat(status(MAIL)).isEqualTo(NodeStatus.SUCCESS);
		assertThat(effects().begin(intent(MAIL, true, false))).isEmpty();
		EffectAttempt again = begin(false, true);
		assertThat(again.number()).isEqualTo(2);
		assertThat(again.idempotencyKey()).isNotEqualTo("idempotency");
	}

	@Test
	void whatDidNotHappenIsBegunAgainWithTheSameIdempotencyKey() {
		assertThat(effects().record(new EffectOutcome.NotHappened(begin(false, false), failed("refused")))).isTrue();
		assertThat(find().state()).isEqualTo(EffectState.NOT_HAPPENED);
		assertThat(find().error()).isEqualTo("refused");
		assertThat(status(MAIL)).isEqualTo(NodeStatus.FAILED);
		assertThat(begin(false, false)).isEqualTo(new EffectAttempt(MAIL.replayKey(), 2, "idempotency"));
	}

	@Test
	void anAttemptAfterASuccessThatDidNotHappenLeavesTheSuccess() {
		effects().record(succeeded(begin(false, false), "sent"));
		effects().record(new EffectOutcome.NotHappened(begin(false, true), failed("refused")));
		assertThat(find().state()).isEqualTo(EffectState.SUCCEEDED);
		assertThat(find().payload()).isEqualTo(artifact("sent").payload());
		assertThat(status(MAIL)).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void whatIsInDoubtIsOnlyBegunAgainWhenThatIsAskedFor() {
		assertThat(effects().record(new EffectOutcome.Unknown(begin(false, false), failed("timeout")))).isTrue();
		assertThat(find().state()).isEqualTo(EffectState.UNKNOWN);
		assertThat(status(MAIL)).isEqualTo(NodeStatus.UNKNOWN);
		assertThat(effects().begin(intent(MAIL, false, true))).isEmpty();
		assertThat(begin(true, false)).isEqualTo(new EffectAttempt(MAIL.replayKey(), 2, "idempotency"));
	}

	@Test
	void anAttemptThatSomebodyResolvedMeanwhileDoesNotChangeIt() {
		EffectAttempt attempt = begin(false, false);
		effects().record(new EffectOutcome.Unknown(attempt, failed("timeout")));
		assertThat(effects().resolve(resolution(EffectState.UNKNOWN, 1, artifact("by hand")))).isTrue();
		assertThat(effects().record(succeeded(attempt, "late"))).isFalse();
		assertThat(find().payload()).isEqualTo(artifact("by hand").payload());
	}

	@Test
	void aResolutionAsHappenedGivesItsResultToTheNode() {
		effects().record(new EffectOutcome.Unknown(begin(false, false), failed("timeout")));
		assertThat(effects().resolve(resolution(EffectState.UNKNOWN, 1, artifact("by hand")))).isTrue();
		Effect effect = find();
		assertThat(effect.state()).isEqualTo(EffectState.RESOLVED);
		assertThat(effect.hasHappened()).isTrue();
		assertThat(effect.resolution()).isEqualTo(new Effect.Resolution(true, "ops", NOW.plusSeconds(1)));
		assertThat(status(MAIL)).isEqualTo(NodeStatus.SUCCESS);
		assertThat(effects().begin(intent(MAIL, true, false))).isEmpty();
	}

	@Test
	void aResolutionAsNotHappenedLetsItBegin() {
		effects().record(new EffectOutcome.Unknown(begin(false, false), failed("timeout")));
		assertThat(effects().resolve(resolution(EffectState.UNKNOWN, 1, null))).isTrue();
		assertThat(find().resolution()).isEqualTo(new Effect.Resolution(false, "ops", NOW.plusSeconds(1)));
		assertThat(status(MAIL)).isEqualTo(NodeStatus.FAILED);
		assertThat(begin(false, false).number()).isEqualTo(2);
	}

	@Test
	void aResolutionOfAnotherAttemptOrStateIsRefused() {
		effects().record(new EffectOutcome.Unknown(begin(false, false), failed("timeout")));
		assertThat(effects().resolve(resolution(EffectState.UNKNOWN, 2, artifact("x")))).isFalse();
		assertThat(effects().resolve(resolution(EffectState.SUCCEEDED, 1, artifact("x")))).isFalse();
		assertThat(find().state()).isEqualTo(EffectState.UNKNOWN);
	}

	@Test
	void whatAProcessThatHasEndedWasPerformingIsInDoubtUnlessItWasRecordedMeanwhile() {
		EffectAttempt attempt = begin(false, false);
		Effect started = find();
		effects().record(succeeded(attempt, "sent"));
		effects().abandon(started, "it has ended", NOW);
		assertThat(find().state()).isEqualTo(EffectState.SUCCEEDED);
		begin(false, true);
		effects().abandon(find(), "it has ended", NOW);
		assertThat(find().state()).isEqualTo(EffectState.UNKNOWN);
		assertThat(find().error()).isEqualTo("it has ended");
		assertThat(status(MAIL)).isEqualTo(NodeStatus.UNKNOWN);
	}

	@Test
	void whatIsBeingPerformedWhenTheStoreIsClosedIsInDoubt() {
		begin(false, false);
		Store other = openAnother();
		this.store.close();
		Effect effect = other.effects().find(MAIL.replayKey()).orElseThrow();
		assertThat(effect.state()).isEqualTo(EffectState.UNKNOWN);
		assertThat(effect.error()).contains("closed");
	}

	@Test
	void whatIsBegunWhileTheStoreIsClosedIsInDoubtToo() throws Exception {
		closeWhile("beginning effects",
				(number) -> effects().begin(intent(key("mail/" + number, StepType.EXTERNAL_EFFECT), false, false)));
		assertThat(query("SELECT count(*) FROM musubito_effect WHERE state = 'STARTED'"))
			.as("effects that seem to be performed")
			.isEqualTo("0");
		assertThat(query("SELECT count(*) FROM musubito_effect WHERE state = 'UNKNOWN'")).as("effects in doubt")
			.isNotEqualTo("0");
	}

	@Test
	void nodesOfOtherLineagesHaveTheResultOfTheOne() {
		NodeKey other = new NodeKey(key("other lineage").nodeId(), MAIL.replayKey(), MAIL.operation(), MAIL.type(),
				MAIL.components(), MAIL.inputs());
		effects().record(succeeded(begin(false, false), "sent"));
		this.store.nodes()
			.record(new Replay(other, MAIL.nodeId(), artifact("sent").artifactId(), List.of(), true,
					replay("mail", "sent").journal()));
		assertThat(effects().findByNode(other.nodeId())).map(Effect::effectKey).contains(MAIL.replayKey());
		effects().record(succeeded(begin(false, true), "sent again"));
		assertThat(this.store.nodes().find(other.nodeId()).orElseThrow().artifactId())
			.isEqualTo(artifact("sent again").artifactId());
	}

	private EffectAttempt begin(boolean fromUnknown, boolean again) {
		return effects().begin(intent(MAIL, fromUnknown, again)).orElseThrow();
	}

	private EffectIntent intent(NodeKey key, boolean fromUnknown, boolean again) {
		return new EffectIntent(key, "idempotency", this.store.processes().self(), fromUnknown, again, List.of(),
				new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null);
	}

	private static EffectOutcome succeeded(EffectAttempt attempt, String value) {
		return new EffectOutcome.Succeeded(attempt, execution(MAIL, value));
	}

	private static StepRecord failed(String error) {
		return new StepRecord(null, 0, null, MAIL.operation(), MAIL.nodeId(), StepOutcome.FAILED, null, NOW, TOOK,
				Duration.ZERO, Usage.NONE, Usage.NONE, error);
	}

	private static StoredResolution resolution(EffectState state, int attempts, Artifact artifact) {
		return new StoredResolution(MAIL.replayKey(), state, attempts, artifact, "ops", NOW.plusSeconds(1));
	}

	private Effect find() {
		return effects().find(MAIL.replayKey()).orElseThrow();
	}

	private NodeStatus status(NodeKey key) {
		return this.store.nodes().find(key.nodeId()).orElseThrow().status();
	}

}
