package io.musubito.store;

/**
 * A store of which everything can be read and nothing is written: what calls record is
 * let go of, and what somebody asks to have changed is refused.
 */
public final class ReadOnlyStore implements Store {

	private final Store store;

	private final NodeStore nodes;

	private final EffectStore effects;

	private final ClaimStore claims;

	private final RunStore runs;

	private final DefinitionStore definitions;

	private final FingerprintStore fingerprints;

	private final StoreRetention retention;

	private final StoreTransfer transfer;

	/**
	 * Creates the store.
	 * @param store reads, and need not be able to write
	 */
	public ReadOnlyStore(Store store) {
		this.store = store;
		this.nodes = new ReadOnlyNodeStore(store.nodes(), store.location());
		this.effects = new ReadOnlyEffectStore(store.effects(), store.location());
		this.claims = new ReadOnlyClaimStore(store.claims());
		this.runs = new ReadOnlyRunStore(store.runs(), store.processes(), store.location());
		this.definitions = new ReadOnlyDefinitionStore(store.definitions());
		this.fingerprints = new ReadOnlyFingerprintStore(store.fingerprints());
		this.retention = new ReadOnlyStoreRetention(store.retention(), store.location());
		this.transfer = new ReadOnlyStoreTransfer(store.transfer(), store.location());
	}

	@Override
	public void open() {
		this.store.open();
	}

	@Override
	public String location() {
		return this.store.location();
	}

	@Override
	public String namespace() {
		return this.store.namespace();
	}

	@Override
	public NodeStore nodes() {
		return this.nodes;
	}

	@Override
	public EffectStore effects() {
		return this.effects;
	}

	@Override
	public ClaimStore claims() {
		return this.claims;
	}

	@Override
	public RunStore runs() {
		return this.runs;
	}

	@Override
	public DefinitionStore definitions() {
		return this.definitions;
	}

	@Override
	public FingerprintStore fingerprints() {
		return this.fingerprints;
	}

	@Override
	public QuotaStore quotas() {
		return new NoQuotaStore();
	}

	@Override
	public LineageQueries lineage() {
		return this.store.lineage();
	}

	@Override
	public RunHistory history() {
		return this.store.history();
	}

	@Override
	public StoreRetention retention() {
		return this.retention;
	}

	@Override
	public StoreTransfer transfer() {
		return this.transfer;
	}

	@Override
	public StoreProcesses processes() {
		return this.store.processes();
	}

	@Override
	public int pendingJournal() {
		return 0;
	}

	@Override
	public long degraded() {
		return this.store.degraded();
	}

	@Override
	public void verifyReadable() {
		this.store.verifyReadable();
	}

	@Override
	public void close() {
		this.store.close();
	}

}
