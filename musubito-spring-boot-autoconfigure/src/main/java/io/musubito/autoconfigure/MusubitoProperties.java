package io.musubito.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.ReplayMode;
import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The properties under {@code musubito}. A key that is not one of them fails the start.
 */
@ConfigurationProperties(prefix = "musubito", ignoreUnknownFields = false)
public class MusubitoProperties {

	/**
	 * Whether steps are recorded and replayed. If not, they are ordinary methods.
	 */
	private boolean enabled = true;

	/**
	 * Mode in which calls of steps are answered, outside of blocks that set one.
	 */
	private ReplayMode mode = ReplayMode.REPLAY;

	/**
	 * Part of the store that the application uses, named by at most 64 letters, digits,
	 * '.', '_' and '-'. Applications with different ones see nothing of each other. By
	 * default, the part without a name.
	 */
	private @Nullable String namespace;

	/**
	 * Policies by type of step, for steps that say nothing of their own. By default,
	 * results don't expire.
	 */
	private final Map<StepType, Defaults> defaults = new LinkedHashMap<>();

	/**
	 * Policies by operation, over what the annotation says. A name with dots or '#' goes
	 * in brackets. By default, the annotation holds.
	 */
	private final Map<String, StepPolicy> steps = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final StoreProperties store = new StoreProperties();

	@NestedConfigurationProperty
	private final ClaimProperties claims = new ClaimProperties();

	@NestedConfigurationProperty
	private final WorkerProperties workers = new WorkerProperties();

	private final Inputs inputs = new Inputs();

	@NestedConfigurationProperty
	private final ArtifactProperties artifact = new ArtifactProperties();

	@NestedConfigurationProperty
	private final EncryptionProperties encryption = new EncryptionProperties();

	@NestedConfigurationProperty
	private final StreamProperties stream = new StreamProperties();

	@NestedConfigurationProperty
	private final FingerprintProperties fingerprint = new FingerprintProperties();

	@NestedConfigurationProperty
	private final RetentionProperties retention = new RetentionProperties();

	@NestedConfigurationProperty
	private final AiProperties ai = new AiProperties();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public ReplayMode getMode() {
		return this.mode;
	}

	public void setMode(ReplayMode mode) {
		this.mode = mode;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public Map<StepType, Defaults> getDefaults() {
		return this.defaults;
	}

	public Map<String, StepPolicy> getSteps() {
		return this.steps;
	}

	public StoreProperties getStore() {
		return this.store;
	}

	public ClaimProperties getClaims() {
		return this.claims;
	}

	public WorkerProperties getWorkers() {
		return this.workers;
	}

	public Inputs getInputs() {
		return this.inputs;
	}

	public ArtifactProperties getArtifact() {
		return this.artifact;
	}

	public EncryptionProperties getEncryption() {
		return this.encryption;
	}

	public StreamProperties getStream() {
		return this.stream;
	}

	public FingerprintProperties getFingerprint() {
		return this.fingerprint;
	}

	public RetentionProperties getRetention() {
		return this.retention;
	}

	public AiProperties getAi() {
		return this.ai;
	}

	/**
	 * The kinds of databases.
	 */
	public enum StoreType {

		/**
		 * A file of this machine.
		 */
		SQLITE,

		/**
		 * A PostgreSQL database, for several processes on several machines.
		 */
		POSTGRESQL,

		/**
		 * The memory of the process: what is recorded is gone when the application ends.
		 */
		MEMORY

	}

	/**
	 * How much a commit waits for the disk.
	 */
	public enum Synchronous {

		/**
		 * A commit survives the death of the process. One that is lost when the machine
		 * loses power leaves the file consistent.
		 */
		NORMAL,

		/**
		 * A commit survives a loss of power.
		 */
		FULL

	}

	/**
	 * Policy of a type of step.
	 */
	public static class Defaults {

		/**
		 * Time for which results may be replayed. 0: never. By default, without bound.
		 */
		private @Nullable Duration ttl;

		public @Nullable Duration getTtl() {
			return this.ttl;
		}

		public void setTtl(@Nullable Duration ttl) {
			this.ttl = ttl;
		}

	}

	/**
	 * Policy of one step.
	 */
	public static class StepPolicy {

		/**
		 * Time for which results may be replayed. 0: never. By default, that of the
		 * annotation, else that of the type.
		 */
		private @Nullable Duration ttl;

		/**
		 * Whether results may be replayed. By default, what the annotation says.
		 */
		private @Nullable Boolean replay;

		/**
		 * Whether each call executes and replaces the stored result. By default, what the
		 * annotation says.
		 */
		private @Nullable Boolean forceReexecution;

		/**
		 * Version, a part of the identity that is chosen by hand. By default, that of the
		 * annotation.
		 */
		private @Nullable String version;

		/**
		 * Maximum age of an expired result that is returned in place of a failure. By
		 * default, that of the annotation.
		 */
		private @Nullable Duration staleIfError;

		public @Nullable Duration getTtl() {
			return this.ttl;
		}

		public void setTtl(@Nullable Duration ttl) {
			this.ttl = ttl;
		}

		public @Nullable Boolean getReplay() {
			return this.replay;
		}

		public void setReplay(@Nullable Boolean replay) {
			this.replay = replay;
		}

		public @Nullable Boolean getForceReexecution() {
			return this.forceReexecution;
		}

		public void setForceReexecution(@Nullable Boolean forceReexecution) {
			this.forceReexecution = forceReexecution;
		}

		public @Nullable String getVersion() {
			return this.version;
		}

		public void setVersion(@Nullable String version) {
			this.version = version;
		}

		public @Nullable Duration getStaleIfError() {
			return this.staleIfError;
		}

		public void setStaleIfError(@Nullable Duration staleIfError) {
			this.staleIfError = staleIfError;
		}

	}

	/**
	 * What is kept of inputs.
	 */
	public static class Inputs {

		/**
		 * Whether inputs are kept with their node, so that they can be shown and
		 * compared. If not, only their hashes are.
		 */
		private boolean keep = true;

		public boolean isKeep() {
			return this.keep;
		}

		public void setKeep(boolean keep) {
			this.keep = keep;
		}

	}

}
