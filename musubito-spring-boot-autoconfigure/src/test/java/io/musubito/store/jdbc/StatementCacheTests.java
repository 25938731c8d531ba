package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.musubito.store.sqlite.SqliteFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection keeps a bounded number of statements, however many texts there are.
 */
class StatementCacheTests {

	@TempDir
	Path folder;

	private Database database;

	private Session session;

	@BeforeEach
	void open() throws IOException, SQLException {
		this.database = SqliteFiles.open(Files.createFile(this.folder.resolve("cache.db")));
		this.session = this.database.openForWriting();
	}

	@AfterEach
	void close() throws SQLException {
		this.session.close();
		this.database.close();
	}

	@Test
	void closesThoseThatWereNotUsedForTheLongestTime() throws SQLException {
		PreparedStatement often = this.session.prepare("SELECT 'often'");
		PreparedStatement once = this.session.prepare("SELECT 'once'");
		for (int text = 0; text < 2_000; text++) {
			this.session.jdbc().sql("SELECT " + text).query(Integer.class).single();
			assertThat(this.session.prepare("SELECT 'often'")).isSameAs(often);
		}
		assertThat(this.session.preparedStatements()).as("open statements of the connection").isLessThanOrEqualTo(256);
		assertThat(once.isClosed()).isTrue();
		assertThat(often.isClosed()).isFalse();
		try (ResultSet row = this.session.prepare("SELECT 'once'").executeQuery()) {
			assertThat(row.getString(1)).isEqualTo("once");
		}
	}

	@Test
	void listsOfAllLengthsHaveFewTexts() {
		for (int length = 1; length <= 1_000; length++) {
			List<Integer> values = IntStream.range(0, length).boxed().toList();
			int sum = this.session.jdbc()
				.sql("SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 0 UNION SELECT i + 1 FROM n WHERE i < 1100) "
						+ "SELECT i FROM n) WHERE i IN (:values)")
				.param("values", InList.of(values))
				.query(Integer.class)
				.single();
			assertThat(sum).isEqualTo(length);
		}
		assertThat(this.session.preparedStatements()).as("open statements of the connection").isLessThanOrEqualTo(12);
	}

	@Test
	void aListIsLengthenedToTheNextPowerOfTwo() {
		assertThat(InList.of(List.of(1))).containsExactly(1);
		assertThat(InList.of(List.of(1, 2))).containsExactly(1, 2);
		assertThat(InList.of(List.of(1, 2, 3))).containsExactly(1, 2, 3, 3);
		assertThat(InList.of(Collections.nCopies(513, 1))).hasSize(1024);
	}

}
