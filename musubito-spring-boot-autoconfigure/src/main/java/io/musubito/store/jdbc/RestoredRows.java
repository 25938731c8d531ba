package io.musubito.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import io.musubito.UnrestorableContentException;
import io.musubito.store.UnreadableContent;
import org.jspecify.annotations.Nullable;

/**
 * Statements and rows from which transformed contents are read as they were before. Of
 * what can't be restored, bytes are {@link UnreadableContent}, and texts still
 * transformed.
 */
final class RestoredRows {

	private RestoredRows() {
	}

	static PreparedStatement of(PreparedStatement statement, ContentColumns columns) {
		return proxy(PreparedStatement.class, statement,
				(result) -> (result instanceof ResultSet rows) ? of(rows, columns) : result);
	}

	private static ResultSet of(ResultSet rows, ContentColumns columns) {
		return (ResultSet) Proxy.newProxyInstance(RestoredRows.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, (proxy, method, args) -> {
					Object value = invoke(rows, method, args);
					if (value instanceof byte[] bytes && TransformedContent.is(bytes)) {
						return bytes(bytes, column(rows, args), columns);
					}
					return (value instanceof String text && args != null && TransformedContent.is(text))
							? text(text, column(rows, args), columns) : value;
				});
	}

	private static byte[] bytes(byte[] stored, String column, ContentColumns columns) {
		try {
			return columns.restore(stored, column);
		}
		catch (UnrestorableContentException ex) {
			return UnreadableContent.because(String.valueOf(ex.getMessage()));
		}
	}

	private static String text(String stored, String column, ContentColumns columns) {
		try {
			return new String(columns.restore(TransformedContent.bytesOf(stored), column), StandardCharsets.UTF_8);
		}
		catch (UnrestorableContentException ex) {
			return TransformedContent.unreadable(String.valueOf(ex.getMessage()));
		}
	}

	private static String column(ResultSet rows, @Nullable Object @Nullable [] args) throws SQLException {
		Object column = (args != null && args.length > 0) ? args[0] : null;
		String name = (column instanceof Integer index) ? rows.getMetaData().getColumnLabel(index)
				: String.valueOf(column);
		return name.toLowerCase(Locale.ROOT);
	}

	private static <T> T proxy(Class<T> type, T target, Result result) {
		return type.cast(Proxy.newProxyInstance(RestoredRows.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, args) -> result.of(invoke(target, method, args))));
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] args)
			throws Throwable {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@FunctionalInterface
	private interface Result {

		@Nullable Object of(@Nullable Object returned);

	}

}
