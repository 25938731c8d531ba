package io.musubito.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.lineage.StepUsage;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of the store when Musubito is switched off: keeps nothing and
 * knows nothing.
 */
public final class NoStore {

	private NoStore() {
	}

	public static NodeStore nodes() {
		return new NoNodes();
	}

	public static RunStore runs() {
		return new NoRuns();
	}

	public static DefinitionStore definitions() {
		return new NoDefinitions();
	}

	public static FingerprintStore fingerprints() {
		return new NoFingerprints();
	}

	public static LineageQueries queries() {
		return new NoQueries();
	}

	public static EffectStore effects() {
		return new NoEffects();
	}

	public static Owners owners() {
		return new NoOwners();
	}

	public static ClaimStore claims() {
		return new NoClaims();
	}

	private static final class NoNodes implements NodeStore {

		@Override
		public Optional<Node> find(String nodeId) {
			return Optional.empty();
		}

		@Override
		public Optional<Node> findNewest(String replayKey) {
			return Optional.empty();
		}

		@Override
		public Optional<byte[]> findPayload(String artifactId) {
			return Optional.empty();
		}

		@Override
		public List<CalledStep> findCalled(String nodeId) {
			return List.of();
		}

		@Override
		public Optional<Baseline> findBaseline(NodeKey key, @Nullable RunPosition position) {
			return Optional.empty();
		}

		@Override
		public Optional<Production> findProduction(String nodeId) {
			return Optional.empty();
		}

		@Override
		public long record(Execution execution) {
			return 0;
		}

		@Override
		public long record(Failure failure) {
			return 0;
		}

		@Override
		public void record(Replay replay) {
		}

		@Override
		public long record(StepRecord journal) {
			return 0;
		}

		@Override
		public void addUsage(long entry, String replayKey, StepUsage late) {
		}

		@Override
		public void link(String producerNodeId, Collection<String> downstream) {
		}

		@Override
		public void rememberCode(RecordedCode code) {
		}

		@Override
		public Optional<RecordedCode> findCode(String hash) {
			return Optional.empty();
		}

		@Override
		public int invalidate(String nodeId) {
			throw new IllegalArgumentException("There is no node '" + nodeId + "'");
		}

	}

	private static final class NoRuns implements RunStore {

		@Override
		public void end(String runId, RunStatus status, Instant endedAt) {
		}

		@Override
		public List<RunView> recent(int limit) {
			return List.of();
		}

		@Override
		public List<RunView> recent(int limit, String pipeline) {
			return List.of();
		}

		@Override
		public Optional<RunView> find(String runId) {
			return Optional.empty();
		}

		@Override
		public Optional<RunDetails> findDetails(String runId) {
			return Optional.empty();
		}

		@Override
		public SortedSet<String> findOperations(String runId) {
			return Collections.emptySortedSet();
		}

		@Override
		public Set<String> findDownstream(String runId, String operation) {
			return Set.of();
		}

		@Override
		public Optional<RunView> startUnlessResumed(RunStart run, boolean again) {
			return Optional.empty();
		}

	}

	private static final class NoOwners implements Owners {

		@Override
		public String self() {
			return "none";
		}

		@Override
		public boolean isAlive(String owner) {
			return owner.equals(self());
		}

	}

	private static final class NoClaims implements ClaimStore {

		@Override
		public Optional<Claim> acquire(NodeKey key, @Nullable String runId, Instant since) {
			return Optional.empty();
		}

		@Override
		public Optional<Claim> find(String replayKey) {
			return Optional.empty();
		}

		@Override
		public void release(String replayKey) {
		}

		@Override
		public List<String> await(ClaimWait wait) {
			return List.of();
		}

		@Override
		public void endWait(String waitId) {
		}

		@Override
		public List<Claim> findAll() {
			return List.of();
		}

	}

	private static final class NoDefinitions implements DefinitionStore {

		@Override
		public Map<String, SortedMap<String, String>> findAll() {
			return Map.of();
		}

		@Override
		public void remember(Map<String, SortedMap<String, String>> components) {
		}

		@Override
		public Map<String, String> findEffectNames(String operation, String version) {
			return Map.of();
		}

		@Override
		public void rememberEffectNames(String operation, String version, Map<String, String> names) {
		}

		@Override
		public Optional<String> findScheme() {
			return Optional.empty();
		}

		@Override
		public void rememberScheme(String scheme) {
		}

		@Override
		public long countNodesOfOtherSchemes(String scheme) {
			return 0;
		}

		@Override
		public long countNodes(Collection<String> operations) {
			return 0;
		}

		@Override
		public long countNodesAndDownstream(Collection<String> operations, long limit) {
			return 0;
		}

	}

	private static final class NoFingerprints implements FingerprintStore {

		@Override
		public Optional<byte[]> find(String application) {
			return Optional.empty();
		}

		@Override
		public void remember(String application, byte[] content) {
		}

	}

	private static final class NoQueries implements LineageQueries {

		@Override
		public Optional<NodeDetails> find(String nodeId) {
			return Optional.empty();
		}

		@Override
		public Graph graph(GraphQuery query) {
			return new Graph(List.of(), List.of(), false);
		}

		@Override
		public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
			return Map.of();
		}

		@Override
		public StoreSummary summary() {
			return new StoreSummary("none", "", 0, 0, 0, 0, 0, List.of());
		}

	}

	private static final class NoEffects implements EffectStore {

		@Override
		public Optional<Effect> find(String effectKey) {
			return Optional.empty();
		}

		@Override
		public Optional<Effect> findByNode(String nodeId) {
			return Optional.empty();
		}

		@Override
		public Optional<EffectAttempt> begin(EffectIntent intent) {
			return Optional.empty();
		}

		@Override
		public boolean record(EffectOutcome outcome) {
			return false;
		}

		@Override
		public void abandon(Effect started, String reason, Instant now) {
		}

		@Override
		public boolean resolve(EffectRuling ruling) {
			return false;
		}

	}

}
