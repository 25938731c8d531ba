package io.musubito.autoconfigure;

import java.nio.file.Path;

import io.musubito.autoconfigure.MusubitoProperties.StoreType;
import io.musubito.autoconfigure.MusubitoProperties.Synchronous;
import io.musubito.store.StoreAccess;
import org.jspecify.annotations.Nullable;

/**
 * The properties under {@code musubito.store}.
 */
public class StoreProperties {

	/**
	 * Kind of database.
	 */
	private StoreType type = StoreType.SQLITE;

	/**
	 * Use of the store: whether what is stored is replayed, and whether what is executed
	 * is recorded.
	 */
	private StoreAccess access = StoreAccess.READ_WRITE;

	/**
	 * File of the SQLite database. Its folder is created.
	 */
	private Path path = Path.of(".musubito", "musubito.db");

	/**
	 * How much a commit waits for the disk, with SQLite.
	 */
	private Synchronous synchronous = Synchronous.NORMAL;

	/**
	 * JDBC URL of the PostgreSQL database. By default, the connections are those of a
	 * data source.
	 */
	private @Nullable String url;

	/**
	 * User of the PostgreSQL database. By default, what the URL says.
	 */
	private @Nullable String username;

	/**
	 * Password of the user. By default, what the URL says.
	 */
	private @Nullable String password;

	/**
	 * Name of the bean of the application whose connections to PostgreSQL are used, in
	 * place of an URL. By default, none.
	 */
	private @Nullable String dataSource;

	/**
	 * Schema of the tables in the PostgreSQL database, which is created when the user may
	 * do that. By default, the first one of the user's search path.
	 */
	private @Nullable String schema;

	/**
	 * Export that is imported when the application starts. What the store has already
	 * stays as it is. By default, none.
	 */
	private @Nullable Path importFrom;

	public StoreType getType() {
		return this.type;
	}

	public void setType(StoreType type) {
		this.type = type;
	}

	public StoreAccess getAccess() {
		return this.access;
	}

	public void setAccess(StoreAccess access) {
		this.access = access;
	}

	public Path getPath() {
		return this.path;
	}

	public void setPath(Path path) {
		this.path = path;
	}

	public Synchronous getSynchronous() {
		return this.synchronous;
	}

	public void setSynchronous(Synchronous synchronous) {
		this.synchronous = synchronous;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = username;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public @Nullable Path getImportFrom() {
		return this.importFrom;
	}

	public void setImportFrom(@Nullable Path importFrom) {
		this.importFrom = importFrom;
	}

}
