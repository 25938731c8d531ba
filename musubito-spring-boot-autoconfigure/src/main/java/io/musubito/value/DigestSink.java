package io.musubito.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * Hashes while it is told. Each value begins with a tag, everything of variable length is
 * preceded by its length or followed by an end tag that begins no value, so that no two
 * sequences of calls have the same bytes. Only the entries of sets and maps without order
 * are held back, to be sorted.
 */
public final class DigestSink implements Sink {

	private static final char END = ')';

	private static final int FLUSH_AT = 4096;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final MessageDigest digest = Sha256.newDigest();

	private final Deque<Entries> open = new ArrayDeque<>(1);

	private byte[] buffer = new byte[512];

	private int count;

	/** How many open containers hold their entries back: their bytes can't be flushed. */
	private int held;

	/**
	 * Creates a sink for several hashes, one after the other.
	 */
	public DigestSink() {
	}

	/**
	 * Creates a sink and begins a hash.
	 * @param domain what is hashed
	 */
	public DigestSink(String domain) {
		begin(domain);
	}

	/**
	 * Begins a hash. The one before, if any, has ended.
	 * @param domain what is hashed: hashes of different domains never meet
	 */
	public void begin(String domain) {
		text(Scheme.NAME);
		text(domain);
	}

	@Override
	public void nothing() {
		put('0');
	}

	@Override
	public void scalar(Scalar scalar, long value) {
		put(scalar.tag());
		putLong(value);
	}

	@Override
	public void text(String text) {
		put('"');
		putText(text);
	}

	@Override
	public void text(String type, String text) {
		put('t');
		putText(type);
		putText(text);
	}

	@Override
	public void bytes(byte[] bytes) {
		put('B');
		putLong(bytes.length);
		putBytes(bytes);
	}

	@Override
	public void content(byte[] sha256, long size) {
		put('C');
		putLong(size);
		putBytes(sha256);
	}

	@Override
	public void type(String type) {
		put('@');
		putText(type);
	}

	@Override
	public void begin(Container container) {
		put(container.tag());
		if (container.hasEntries()) {
			this.open.push(new Entries(container.sorted(), this.count));
			this.held += (container.sorted()) ? 1 : 0;
		}
	}

	@Override
	public void entry() {
		holdBack(this.open.element());
	}

	@Override
	public void property(String name) {
		put('.');
		putText(name);
	}

	@Override
	public void end(Container container) {
		if (container.hasEntries()) {
			Entries entries = this.open.pop();
			holdBack(entries);
			this.held -= (container.sorted()) ? 1 : 0;
			entries.encoded.sort(Arrays::compareUnsigned);
			for (byte[] entry : entries.encoded) {
				putLong(entry.length);
				putBytes(entry);
			}
		}
		put(END);
	}

	/**
	 * Ends the hash.
	 * @return the hash in lower-case hex
	 */
	public String hex() {
		return HexFormat.of().formatHex(digest());
	}

	/**
	 * Ends the hash.
	 * @return the hash
	 */
	public byte[] digest() {
		flush();
		return this.digest.digest();
	}

	private void holdBack(Entries entries) {
		if (entries.sorted && this.count > entries.start) {
			entries.encoded.add(Arrays.copyOfRange(this.buffer, entries.start, this.count));
			this.count = entries.start;
		}
	}

	private void put(char tag) {
		reserve(1);
		this.buffer[this.count++] = (byte) tag;
	}

	private void putLong(long value) {
		reserve(Long.BYTES);
		LONG.set(this.buffer, this.count, value);
		this.count += Long.BYTES;
	}

	private void putText(String text) {
		byte[] bytes = Wtf8.encode(text);
		putLong(bytes.length);
		putBytes(bytes);
	}

	private void putBytes(byte[] bytes) {
		if (this.held == 0 && bytes.length >= FLUSH_AT) {
			flush();
			this.digest.update(bytes);
			return;
		}
		reserve(bytes.length);
		System.arraycopy(bytes, 0, this.buffer, this.count, bytes.length);
		this.count += bytes.length;
	}

	private void reserve(int length) {
		if (this.held == 0 && this.count + length > FLUSH_AT) {
			flush();
		}
		int needed = Math.addExact(this.count, length);
		if (needed > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, Math.max(needed, this.buffer.length + (this.buffer.length >> 1)));
		}
	}

	private void flush() {
		this.digest.update(this.buffer, 0, this.count);
		this.count = 0;
	}

	/**
	 * The entries of a set or a map that is being encoded.
	 */
	private static final class Entries {

		private final boolean sorted;

		private final int start;

		private final List<byte[]> encoded = new ArrayList<>(0);

		private Entries(boolean sorted, int start) {
			this.sorted = sorted;
			this.start = start;
		}

	}

}
