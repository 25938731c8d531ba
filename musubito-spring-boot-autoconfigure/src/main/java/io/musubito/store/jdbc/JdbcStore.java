package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.musubito.ArtifactTransformer;
import io.musubito.StoreException;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.QuotaStore;
import io.musubito.store.RunHistory;
import io.musubito.store.RunStore;
import io.musubito.store.Store;
import io.musubito.store.StoreProcesses;
import io.musubito.store.StoreRetention;
import io.musubito.store.StoreTransfer;
import io.musubito.store.WorkStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A store in a relational database, whichever it is.
 */
public abstract class JdbcStore implements Store {

	private static final String SELECT_ONE = """
			SELECT count(*) FROM (SELECT id FROM musubito_node WHERE namespace = :namespace LIMIT 1) AS one
			""";

	private static final Log logger = LogFactory.getLog(JdbcStore.class);

	private final Database database;

	private final Clock clock;

	private final ContentColumns columns;

	private final WriteQueue writes;

	private final GatheredReplays replays;

	private final Readers readers;

	private final StoreProcesses processes;

	private final JdbcClaimStore claims;

	private final JdbcWorkStore work;

	private final NodeStore nodes;

	private final RunStore runs;

	private final DefinitionStore definitions;

	private final FingerprintStore fingerprints;

	private final JdbcEffectStore effects;

	private final QuotaStore quotas;

	private final LineageQueries lineage;

	private final RunHistory history;

	private final StoreRetention retention;

	private final StoreTransfer transfer;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Object opening = new Object();

	/**
	 * Creates a store on a database that is not open.
	 * @param database the database
	 * @param clock the clock of what the store itself dates
	 */
	protected JdbcStore(Database database, Clock clock) {
		this.database = database;
		this.clock = clock;
		this.columns = new ContentColumns(database.namespace());
		this.writes = new WriteQueue(database, this::open);
		this.replays = new GatheredReplays(this.writes);
		this.readers = new Readers(database, this.writes, this::open, this.columns);
		this.processes = database.processes();
		this.claims = new JdbcClaimStore(this.readers, this.writes, this.processes, database.isLeased());
		this.work = new JdbcWorkStore(this.readers, this.writes, this.processes, database.isLeased());
		this.nodes = new JdbcNodeStore(this.readers, this.writes, this.replays, this.claims, clock);
		JdbcRunStore runStore = new JdbcRunStore(this.readers, this.writes, this.processes);
		this.runs = runStore;
		this.definitions = new JdbcDefinitionStore(this.readers, this.writes);
		this.fingerprints = new JdbcFingerprintStore(this.readers, this.writes);
		this.effects = new JdbcEffectStore(this.readers, this.writes);
		this.quotas = new JdbcQuotaStore(this.readers, this.writes, database.isLeased());
		this.lineage = new JdbcLineageQueries(this.readers, this.writes, this.replays, database);
		this.history = new JdbcRunHistory(this.readers, this.writes);
		this.retention = new JdbcStoreRetention(database, this.readers, this.writes, this.replays, runStore);
		this.transfer = new JdbcStoreTransfer(database.namespace(), this.readers, this.writes, this.replays, runStore,
				clock, this.columns);
	}

	/**
	 * Transforms what is private before it is stored, and back when it is read. What was
	 * stored before stays as it is, and is read.
	 * @param transformer transforms
	 * @param exports whether exported files are transformed, too
	 * @return this store, which is not open
	 * @throws IllegalStateException when it is open
	 */
	public final JdbcStore transform(ArtifactTransformer transformer, boolean exports) {
		if (this.writes.isOpen()) {
			throw new IllegalStateException("The store is open");
		}
		this.columns.transform(transformer, exports);
		return this;
	}

	/**
	 * Keeps no larger contents, and reads none.
	 * @param bytes how many bytes a content has at most, before it is compressed
	 * @return this store, which is not open
	 * @throws IllegalStateException when it is open
	 */
	public final JdbcStore limit(long bytes) {
		if (this.writes.isOpen()) {
			throw new IllegalStateException("The store is open");
		}
		this.columns.limit(bytes);
		return this;
	}

	@Override
	public final void open() {
		if (this.writes.isOpen() || (this.database.isReadOnly() && !this.database.exists())) {
			return;
		}
		synchronized (this.opening) {
			if (!this.writes.isOpen()) {
				if (this.closed.get()) {
					throw this.database.failures().closed();
				}
				this.database.open();
				openWrites();
				if (!this.database.isReadOnly()) {
					this.claims.removeThoseOfEndedProcesses();
					this.work.removeThatOfEndedProcesses();
				}
			}
		}
	}

	private void openWrites() {
		boolean opened = false;
		try {
			Session session = this.database.openForWriting().transform(this.columns);
			try {
				this.writes.open(session);
				opened = true;
			}
			finally {
				if (!opened) {
					session.close();
				}
			}
		}
		catch (SQLException ex) {
			throw this.database.failures().reading(ex);
		}
		finally {
			if (!opened) {
				this.database.close();
			}
		}
	}

	@Override
	public final String location() {
		return this.database.location();
	}

	@Override
	public final String namespace() {
		return this.database.namespace();
	}

	@Override
	public final NodeStore nodes() {
		return this.nodes;
	}

	@Override
	public final EffectStore effects() {
		return this.effects;
	}

	@Override
	public final ClaimStore claims() {
		return this.claims;
	}

	@Override
	public final WorkStore work() {
		return this.work;
	}

	/**
	 * Opens the store for what carries hints to other processes.
	 * @param queue the queue that is seen
	 * @return a few connections, which commit each statement
	 * @throws IllegalStateException when no other process sees the store, or it is only
	 * read
	 */
	public final DataSource jobs(String queue) {
		open();
		return this.database.jobs(queue);
	}

	@Override
	public final RunStore runs() {
		return this.runs;
	}

	@Override
	public final DefinitionStore definitions() {
		return this.definitions;
	}

	@Override
	public final FingerprintStore fingerprints() {
		return this.fingerprints;
	}

	@Override
	public final QuotaStore quotas() {
		return this.quotas;
	}

	@Override
	public final LineageQueries lineage() {
		return this.lineage;
	}

	@Override
	public final RunHistory history() {
		return this.history;
	}

	@Override
	public final StoreRetention retention() {
		return this.retention;
	}

	@Override
	public final StoreTransfer transfer() {
		return this.transfer;
	}

	@Override
	public final StoreProcesses processes() {
		return this.processes;
	}

	@Override
	public final int pendingJournal() {
		return this.replays.size() + this.writes.pending();
	}

	@Override
	public final long degraded() {
		return this.writes.degraded() + this.readers.damaged().count();
	}

	@Override
	public final void verifyReadable() {
		if (this.writes.isOpen()) {
			this.readers.read((session) -> session.jdbc().sql(SELECT_ONE).query(Long.class).single());
		}
	}

	@Override
	public final void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		try {
			try {
				this.claims.close();
				this.replays.close();
				drain();
				this.readers.close();
			}
			finally {
				try {
					this.writes.close();
				}
				finally {
					synchronized (this.opening) {
						this.database.close();
					}
				}
			}
		}
		catch (SQLException ex) {
			throw new StoreException("The Musubito store could not be closed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Lets go, as the last write, of all that is executed: nobody can record it any more,
	 * while this process may live on with another context.
	 */
	private void drain() {
		try {
			this.writes.drain((session) -> {
				this.claims.releaseAll(session.jdbc());
				this.effects.abandonAll(session.jdbc(), this.processes.self(), this.clock.instant());
				return true;
			});
		}
		catch (StoreException ex) {
			logger.warn("It can't be recorded what was executed when the store was closed. Others see that its owner "
					+ "has ended", ex);
		}
	}

}
