package io.musubito.store;

/**
 * What takes the place of the store when Musubito is switched off: keeps nothing and
 * knows nothing.
 */
public final class NoStore implements Store {

	@Override
	public void open() {
	}

	@Override
	public String location() {
		return "nowhere";
	}

	@Override
	public String namespace() {
		return "";
	}

	@Override
	public NodeStore nodes() {
		return new NoNodeStore();
	}

	@Override
	public EffectStore effects() {
		return new NoEffectStore();
	}

	@Override
	public ClaimStore claims() {
		return new NoClaimStore();
	}

	@Override
	public RunStore runs() {
		return new NoRunStore();
	}

	@Override
	public DefinitionStore definitions() {
		return new NoDefinitionStore();
	}

	@Override
	public FingerprintStore fingerprints() {
		return new NoFingerprintStore();
	}

	@Override
	public QuotaStore quotas() {
		return new NoQuotaStore();
	}

	@Override
	public LineageQueries lineage() {
		return new NoLineageQueries();
	}

	@Override
	public RunHistory history() {
		return new NoRunHistory();
	}

	@Override
	public StoreRetention retention() {
		return new NoStoreRetention();
	}

	@Override
	public StoreTransfer transfer() {
		return new NoStoreTransfer();
	}

	@Override
	public StoreProcesses processes() {
		return new NoStoreProcesses();
	}

	@Override
	public int pendingJournal() {
		return 0;
	}

	@Override
	public long degraded() {
		return 0;
	}

	@Override
	public void verifyReadable() {
	}

	@Override
	public void close() {
	}

}
