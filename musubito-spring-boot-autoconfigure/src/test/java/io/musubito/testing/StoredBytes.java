package io.musubito.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Finds where a word is stored: as it is, in what is compressed, and in Base64 of either.
 */
public final class StoredBytes {

	private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");

	private StoredBytes() {
	}

	/**
	 * The columns of all tables that a connection sees, and that have the word.
	 */
	public static Set<String> columnsWith(Connection connection, String word) throws SQLException {
		Set<String> found = new TreeSet<>();
		for (String table : tables(connection)) {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
				while (rows.next()) {
					for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
						Object value = rows.getObject(i);
						byte[] bytes = (value instanceof byte[] blob) ? blob
								: String.valueOf(value).getBytes(StandardCharsets.UTF_8);
						if (has(bytes, word)) {
							found.add(table + "." + rows.getMetaData().getColumnName(i));
						}
					}
				}
			}
		}
		return found;
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (ResultSet rows = connection.getMetaData()
			.getTables(null, connection.getSchema(), "musubito%", new String[] { "TABLE" })) {
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME"));
			}
		}
		return tables;
	}

	/**
	 * The files below a folder that have the word.
	 */
	public static List<String> filesWith(Path folder, String word) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> has(read(file), word))
				.map((file) -> folder.relativize(file).toString())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether bytes have the word.
	 */
	public static boolean has(byte[] bytes, String word) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (text.contains(word)) {
			return true;
		}
		byte[] inflated = inflate(bytes);
		if (inflated.length > 0 && has(inflated, word)) {
			return true;
		}
		return BASE64.matcher(text).results().anyMatch((match) -> {
			byte[] decoded = decode(match.group());
			return new String(decoded, StandardCharsets.ISO_8859_1).contains(word)
					|| new String(inflate(decoded), StandardCharsets.ISO_8859_1).contains(word);
		});
	}

	private static byte[] inflate(byte[] bytes) {
		if (bytes.length < 2 || bytes[0] != (byte) 0x1f || bytes[1] != (byte) 0x8b) {
			return new byte[0];
		}
		try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			return gzip.readAllBytes();
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
