package io.musubito.autoconfigure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How what is private in the store is encrypted.
 */
class EncryptionProperties {

	/**
	 * Keys by id, of at most 64 letters, digits, '.', '_' and '-'. An id with dots goes
	 * in brackets. All of them decrypt. By default, none, and nothing is encrypted.
	 */
	private final Map<String, Key> keys = new LinkedHashMap<>();

	/**
	 * Id of the key that encrypts. By default, the one that there is.
	 */
	private @Nullable String activeKey;

	/**
	 * Whether exported files are encrypted, too, so that only those who have the key can
	 * import them.
	 */
	private boolean exports = true;

	public Map<String, Key> getKeys() {
		return this.keys;
	}

	public @Nullable String getActiveKey() {
		return this.activeKey;
	}

	public void setActiveKey(@Nullable String activeKey) {
		this.activeKey = activeKey;
	}

	public boolean isExports() {
		return this.exports;
	}

	public void setExports(boolean exports) {
		this.exports = exports;
	}

	/**
	 * One key.
	 */
	static class Key {

		/**
		 * Base64 of 16, 24 or 32 random bytes. By default, the file has it.
		 */
		private @Nullable String value;

		/**
		 * File with that Base64, which others than its owner and group may not read. By
		 * default, none.
		 */
		private @Nullable Path file;

		public @Nullable String getValue() {
			return this.value;
		}

		public void setValue(@Nullable String value) {
			this.value = value;
		}

		public @Nullable Path getFile() {
			return this.file;
		}

		public void setFile(@Nullable Path file) {
			this.file = file;
		}

	}

}
