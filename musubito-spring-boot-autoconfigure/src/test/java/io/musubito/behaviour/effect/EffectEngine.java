package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.EffectResolution;
import io.musubito.OnUnknown;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.code.CodeFingerprint;
import io.musubito.execution.Caller;
import io.musubito.execution.ClaimSettings;
import io.musubito.execution.Degradation;
import io.musubito.execution.EffectResolver;
import io.musubito.execution.OfferSettings;
import io.musubito.execution.Offers;
import io.musubito.execution.StepCall;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.Surroundings;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.Input;
import io.musubito.identity.ResourceTexts;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Producers;
import io.musubito.step.EffectPolicy;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.value.CanonicalEncoder;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * The engine without an application context, which starts in no time.
 */
final class EffectEngine implements AutoCloseable {

	private final SqliteStore store;

	private final StepExecutor executor;

	private final EffectResolver resolver;

	private final Step effect;

	private final Step pure;

	private EffectEngine(SqliteStore store) {
		this.store = store;
		CanonicalEncoder encoder = new CanonicalEncoder((type) -> false);
		ArtifactType text = new ArtifactCodec((type) -> false).typeOf(String.class);
		StepRegistry steps = new StepRegistry();
		this.effect = Step.effect(definition("send", StepType.EXTERNAL_EFFECT), text, new EffectPolicy(OnUnknown.BLOCK,
				false, new EffectIdentities((type) -> false, store.definitions(), "").ofInputs("send", "")));
		this.pure = new Step(definition("draft", StepType.DETERMINISTIC), TreeMap::new, text, CodeFingerprint::none);
		steps.registerAnnotated(this.effect);
		steps.registerAnnotated(this.pure);
		this.executor = new StepExecutor(encoder, new StepIdentifier(encoder, ""),
				new IdentityContributors(encoder, Map.of()), store.nodes(), store.effects(), store.claims(),
				store.processes(), steps, new Producers(), new Degradation(),
				new Surroundings(Caller.UNKNOWN, true, (keys) -> null),
				new TestDoubles(new DefaultListableBeanFactory()), ObservationRegistry.NOOP, Clock.systemUTC(),
				new ResourceTexts(),
				new Offers(store::work, store.claims(), () -> null,
						new OfferSettings(Duration.ofSeconds(2), false, false)),
				new StepExecutor.Settings(true, ReplayMode.REPLAY, false, 10_000,
						new ClaimSettings(Duration.ofMinutes(10), ClaimSettings.OnTimeout.EXECUTE), false));
		this.resolver = new EffectResolver(store.effects(), steps, encoder, store.processes(), Clock.systemUTC());
	}

	static EffectEngine open(Path store) {
		return new EffectEngine(SqliteStore.open(store, false, Clock.systemUTC()));
	}

	String send(String key, Supplier<String> body) {
		return call(this.effect, key, body);
	}

	String draft(String key, Supplier<String> body) {
		return call(this.pure, key, body);
	}

	void resolve(String nodeId, EffectResolution resolution) {
		this.resolver.resolve(nodeId, resolution);
	}

	private String call(Step step, String key, Supplier<String> body) {
		List<Input> inputs = List.of(new Input("key", key, String.class));
		try {
			return String.valueOf(
					this.executor.execute(new StepCall(step, inputs, inputs, (value) -> false, body::get)).value());
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static StepDefinition definition(String name, StepType type) {
		return new StepDefinition(name, type, null, true, false, "", null);
	}

	@Override
	public void close() {
		this.store.close();
	}

}
