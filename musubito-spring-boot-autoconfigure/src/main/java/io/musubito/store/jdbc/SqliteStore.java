package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.StoreException;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Owners;
import io.musubito.store.RunStore;
import io.musubito.store.Store;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A store in a SQLite file. Several stores, in this process and in others, may be open on
 * one file. It keeps its connections to itself: there is no {@code DataSource} for others
 * to find. Safe for use by any number of threads.
 */
public final class SqliteStore implements Store {

	private static final Log logger = LogFactory.getLog(SqliteStore.class);

	private final Clock clock;

	private final WriteQueue writes;

	private final Readers readers;

	private final NodeStore nodes;

	private final Owners owners;

	private final JdbcClaimStore claims;

	private final RunStore runs;

	private final LineageQueries lineage;

	private final DefinitionStore definitions;

	private final FingerprintStore fingerprints;

	private final JdbcEffectStore effects;

	private final AtomicBoolean closed = new AtomicBoolean();

	private SqliteStore(SqliteDatabase database, Clock clock) throws IOException, SQLException {
		this.clock = clock;
		this.writes = new WriteQueue(new OpenFile(database.file()),
				new Session(database.openForWriting(), database.synchronousFull()));
		this.readers = new Readers(database);
		this.owners = FileOwners.open(database.file());
		this.claims = new JdbcClaimStore(this.readers, this.writes, this.owners);
		this.nodes = new JdbcNodeStore(this.readers, this.writes, this.claims, clock);
		this.runs = new JdbcRunStore(this.readers, this.writes, this.owners);
		this.definitions = new JdbcDefinitionStore(this.readers, this.writes);
		this.fingerprints = new JdbcFingerprintStore(this.readers, this.writes);
		this.effects = new JdbcEffectStore(this.readers, this.writes);
		this.lineage = new JdbcLineageQueries(this.readers, this.writes, database.file());
		this.claims.sweep();
	}

	/**
	 * Opens a store and creates it where there is none: the folder and the file for their
	 * owner only. A SQLite database that is corrupt is moved aside.
	 * @param path the file
	 * @param synchronousFull {@code true} when what is committed must survive a loss of
	 * power; {@code false} when it is enough that it survives the death of the process
	 * @param clock the clock of what the store itself dates
	 * @return the open store
	 * @throws StoreException when there can't be a store in this place, when the file is
	 * something else, or when a newer release has written it; it is left as it was then
	 */
	public static SqliteStore open(Path path, boolean synchronousFull, Clock clock) {
		SqliteDatabase database = new SqliteDatabase(path.toAbsolutePath().normalize(), synchronousFull);
		SqliteFile.prepareFolder(database.file());
		new LineageSchema(database, clock).prepare();
		try {
			return new SqliteStore(database, clock);
		}
		catch (IOException | SQLException ex) {
			throw StoreFailures.reading(database.file(), ex);
		}
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
	public LineageQueries lineage() {
		return this.lineage;
	}

	@Override
	public Owners owners() {
		return this.owners;
	}

	@Override
	public int pendingJournal() {
		return this.writes.pending();
	}

	@Override
	public long degraded() {
		return this.writes.degraded();
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		try {
			try {
				closeEffects();
				this.claims.close();
				this.writes.drain();
				this.readers.close();
			}
			finally {
				this.writes.close();
			}
		}
		catch (SQLException ex) {
			throw new StoreException("The Musubito store could not be closed: " + ex.getMessage(), ex);
		}
	}

	private void closeEffects() {
		try {
			this.effects.close(this.clock.instant());
		}
		catch (StoreException ex) {
			logger.warn("It can't be recorded that effects were under way when the store was closed: their calls wait "
					+ "until this process ends", ex);
		}
	}

}
