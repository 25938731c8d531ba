package io.musubito.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.Container;
import io.musubito.value.DigestSink;
import io.musubito.value.Scheme;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Computes the identity of step calls. Safe for use by many threads.
 */
public final class StepIdentifier {

	private static final String INPUT = "input.";

	private static final String UPSTREAM = "upstream";

	private static final String NODE = "node";

	private final CanonicalEncoder encoder;

	private final String namespace;

	/**
	 * Creates an identifier.
	 * @param encoder hashes the inputs
	 * @param namespace the namespace that the calls belong to, which may be empty
	 */
	public StepIdentifier(CanonicalEncoder encoder, String namespace) {
		this.encoder = encoder;
		this.namespace = namespace;
	}

	/**
	 * Identifies a call.
	 * @param step the step
	 * @param codeFingerprint the hash of its code; empty when code is no part of it
	 * @param configuration the hashes of its resources and properties, by the name of the
	 * component
	 * @param inputs its arguments in the order of the parameters
	 * @param mergedArtifactIds the artifacts of the results that were merged; order and
	 * repetition don't matter
	 * @param producerNodeIds the nodes that produced what the call depends on; order and
	 * repetition don't matter
	 * @return the identity
	 * @throws UnhashableInputException if an argument has no content that could identify
	 * it
	 */
	public Identity identify(StepDefinition step, String codeFingerprint, SortedMap<String, String> configuration,
			List<Input> inputs, Collection<String> mergedArtifactIds, Collection<String> producerNodeIds) {
		return identify(step, codeFingerprint, configuration, Reached.NOTHING, inputs, mergedArtifactIds,
				producerNodeIds);
	}

	/**
	 * Identifies a call.
	 * @param step the step
	 * @param codeFingerprint the hash of its code; empty when code is no part of it
	 * @param configuration the hashes of its resources and properties, by the name of the
	 * component
	 * @param reached what its code reaches beside its inputs
	 * @param inputs its arguments in the order of the parameters
	 * @param mergedArtifactIds the artifacts of the results that were merged; order and
	 * repetition don't matter
	 * @param producerNodeIds the nodes that produced what the call depends on; order and
	 * repetition don't matter
	 * @return the identity
	 * @throws UnhashableInputException if an argument has no content that could identify
	 * it
	 */
	public Identity identify(StepDefinition step, String codeFingerprint, SortedMap<String, String> configuration,
			Reached reached, List<Input> inputs, Collection<String> mergedArtifactIds,
			Collection<String> producerNodeIds) {
		SortedMap<String, String> hashes = new TreeMap<>();
		SortedMap<String, String> codes = new TreeMap<>();
		DigestSink sink = new DigestSink();
		for (Input input : inputs) {
			hashes.put(INPUT + input.name(), hash(sink, step, input, (type) -> addCode(codes, type, reached)));
		}
		return identify(sink, step, codeFingerprint, configuration, reached,
				new RecordedInputs(hashes, codes, upstream(mergedArtifactIds)), producerNodeIds);
	}

	/**
	 * Identifies a call by the hashes of what it is given: one that was recorded, with
	 * what the step is today.
	 * @param step the step
	 * @param codeFingerprint the hash of its code
	 * @param configuration the hashes of its resources and properties
	 * @param reached what its code reaches beside its inputs
	 * @param inputs the hashes of its inputs
	 * @param producerNodeIds the nodes that produced what the call depends on
	 * @return the identity
	 */
	public Identity identify(StepDefinition step, String codeFingerprint, SortedMap<String, String> configuration,
			Reached reached, RecordedInputs inputs, Collection<String> producerNodeIds) {
		return identify(new DigestSink(), step, codeFingerprint, configuration, reached, inputs, producerNodeIds);
	}

	private Identity identify(DigestSink key, StepDefinition step, String codeFingerprint,
			SortedMap<String, String> configuration, Reached reached, RecordedInputs inputs,
			Collection<String> producerNodeIds) {
		SortedMap<String, String> components = components(step, codeFingerprint, configuration, reached.entries());
		beginReplayKey(key);
		key.text(step.operation());
		key.text(step.version());
		key.text(codeFingerprint);
		writeAll(key, configuration);
		if (!reached.hash().isEmpty()) {
			key.text(reached.hash());
		}
		writeAll(key, inputs.hashes());
		components.putAll(inputs.hashes());
		if (!inputs.codes().isEmpty()) {
			writeAll(key, inputs.codes());
			components.putAll(inputs.codes());
		}
		String upstream = inputs.upstream();
		key.text((upstream != null) ? upstream : "");
		if (upstream != null) {
			components.put(UPSTREAM, upstream);
		}
		String replayKey = key.hex();
		key.begin(NODE);
		return new Identity(replayKey, nodeId(key, replayKey, producerNodeIds),
				Collections.unmodifiableSortedMap(components));
	}

	/**
	 * Of another domain in a namespace: keys of different namespaces never meet, nor do
	 * they meet those of none.
	 */
	private void beginReplayKey(DigestSink key) {
		if (this.namespace.isEmpty()) {
			key.begin("replay-key");
		}
		else {
			key.begin("replay-key in namespace");
			key.text(this.namespace);
		}
	}

	private static @Nullable String upstream(Collection<String> mergedArtifactIds) {
		if (mergedArtifactIds.isEmpty()) {
			return null;
		}
		DigestSink upstream = new DigestSink("upstream");
		writeAll(upstream, mergedArtifactIds);
		return upstream.hex();
	}

	/**
	 * Identifies a call of an effect: by operation, version and inputs alone, so that
	 * neither other code nor configuration nor another upstream performs it again.
	 * @param effect the step
	 * @param keys makes its keys
	 * @param inputs the arguments that identify it, by the names by which they count
	 * @param producerNodeIds the nodes that produced what the call depends on; order and
	 * repetition don't matter
	 * @return the identity, with the key of the effect in place of a replay key
	 * @throws UnhashableInputException if an argument has no content that could identify
	 * it
	 */
	public Identity identifyEffect(StepDefinition effect, EffectKeys keys, List<Input> inputs,
			Collection<String> producerNodeIds) {
		return identifyEffect(effect, keys, keys.hashes(inputs), producerNodeIds);
	}

	/**
	 * Identifies a call of an effect by the hashes of what it is given.
	 * @param effect the step
	 * @param keys makes its keys
	 * @param hashes the hashes of its inputs by the names by which they count
	 * @param producerNodeIds the nodes that produced what the call depends on
	 * @return the identity
	 */
	public Identity identifyEffect(StepDefinition effect, EffectKeys keys, SortedMap<String, String> hashes,
			Collection<String> producerNodeIds) {
		SortedMap<String, String> components = effectComponents(effect);
		hashes.forEach((name, hash) -> components.put(INPUT + name, hash));
		String effectKey = keys.key(hashes);
		return new Identity(effectKey, nodeId(new DigestSink(NODE), effectKey, producerNodeIds),
				Collections.unmodifiableSortedMap(components));
	}

	private static void addCode(SortedMap<String, String> codes, Class<?> type, Reached reached) {
		String hash = reached.codes().apply(type);
		if (hash != null) {
			codes.put("code " + type.getName(), hash);
		}
	}

	/**
	 * What all replay keys of a step are made of, whatever its inputs are.
	 * @param step the step
	 * @param codeFingerprint the hash of its code
	 * @param configuration the hashes of its resources and properties
	 * @param state the hashes of what the objects hold that its code reads
	 * @return the components by name, a map of its own
	 */
	public static SortedMap<String, String> components(StepDefinition step, String codeFingerprint,
			SortedMap<String, String> configuration, SortedMap<String, String> state) {
		if (step.type() == StepType.EXTERNAL_EFFECT) {
			return effectComponents(step);
		}
		// The larger one first: it is copied faster than entries are added
		SortedMap<String, String> components = new TreeMap<>(state);
		components.putAll(configuration);
		components.put("scheme", Scheme.NAME);
		components.put("version", step.version());
		components.put("code", codeFingerprint);
		return components;
	}

	private static SortedMap<String, String> effectComponents(StepDefinition effect) {
		SortedMap<String, String> components = new TreeMap<>();
		components.put("scheme", EffectKeys.SCHEME);
		components.put("version", effect.version());
		return components;
	}

	/**
	 * Renders inputs for people and for later comparison.
	 * @param inputs the inputs, of which an identity could be made
	 * @return a JSON object with a property for each input
	 */
	public String json(List<Input> inputs) {
		StringJoiner json = new StringJoiner(",", "{", "}");
		for (Input input : inputs) {
			json.add(this.encoder.json(input.name(), String.class) + ":"
					+ this.encoder.json(input.value(), input.declaredType()));
		}
		return json.toString();
	}

	/**
	 * Hashes an input as it is now.
	 * @param input the input
	 * @return the hash that it has among the components of a step's identity
	 * @throws UnhashableValueException if it has no content that could identify it
	 */
	public String hash(Input input) {
		return this.encoder.hash(input.value(), input.declaredType());
	}

	private static String nodeId(DigestSink node, String replayKey, Collection<String> producerNodeIds) {
		node.text(replayKey);
		writeAll(node, producerNodeIds);
		return node.hex();
	}

	private static void writeAll(DigestSink sink, Map<String, String> entries) {
		sink.begin(Container.LIST);
		entries.forEach((name, value) -> {
			sink.text(name);
			sink.text(Identity.identifying(name, value));
		});
		sink.end(Container.LIST);
	}

	private static void writeAll(DigestSink sink, Collection<String> ids) {
		sink.begin(Container.LIST);
		((ids.size() > 1) ? new TreeSet<>(ids) : ids).forEach(sink::text);
		sink.end(Container.LIST);
	}

	private String hash(DigestSink sink, StepDefinition step, Input input, Consumer<Class<?>> classes) {
		if (input.hash() != null) {
			return input.hash();
		}
		try {
			return this.encoder.hash(sink, input.value(), input.declaredType(), classes);
		}
		catch (UnhashableValueException ex) {
			String what = ("$".equals(ex.path())) ? "of type %s can't be hashed".formatted(ex.type())
					: "can't be hashed at %s, of type %s".formatted(ex.path(), ex.type());
			throw new UnhashableInputException(
					("Step '%s': argument '%s' %s: %s. " + "Pass its content, annotate the parameter @MusubitoIgnore, "
							+ "or give the step a key that identifies the call.")
						.formatted(step.operation(), input.name(), what, ex.reason()),
					ex);
		}
	}

}
