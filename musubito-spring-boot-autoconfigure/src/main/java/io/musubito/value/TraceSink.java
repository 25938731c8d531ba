package io.musubito.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what it is told as a {@link Trace}.
 */
final class TraceSink implements Sink {

	private final Deque<Trace> open = new ArrayDeque<>();

	private @Nullable Trace root;

	private @Nullable String type;

	/**
	 * What was told.
	 * @return the trace of the whole value
	 */
	Trace root() {
		if (this.root == null) {
			throw new IllegalStateException("Nothing was written");
		}
		return this.root;
	}

	@Override
	public void nothing() {
		leaf("null", "null");
	}

	@Override
	public void scalar(Scalar scalar, long value) {
		leaf(scalar.name(), switch (scalar) {
			case BOOLEAN -> Boolean.toString(value == 1);
			case CHAR -> TraceJson.quote(Character.toString((char) value));
			case FLOAT -> number(Float.intBitsToFloat((int) value), Float.toString(Float.intBitsToFloat((int) value)));
			case DOUBLE -> number(Double.longBitsToDouble(value), Double.toString(Double.longBitsToDouble(value)));
			default -> Long.toString(value);
		});
	}

	private static String number(double value, String text) {
		return (Double.isFinite(value)) ? text : TraceJson.quote(text);
	}

	@Override
	public void text(String text) {
		leaf("text", TraceJson.quote(text));
	}

	@Override
	public void text(String meaning, String text) {
		leaf(meaning, TraceJson.quote(text));
	}

	@Override
	public void bytes(byte[] bytes) {
		content("bytes", Sha256.newDigest().digest(bytes), bytes.length);
	}

	@Override
	public void content(byte[] sha256, long size) {
		content("content", sha256, size);
	}

	private void content(String kind, byte[] sha256, long size) {
		leaf(kind, "{\"$sha256\":\"" + HexFormat.of().formatHex(sha256) + "\",\"$size\":" + size + "}");
	}

	@Override
	public void type(String name) {
		this.type = name;
	}

	@Override
	public void begin(Container container) {
		Trace trace = Trace.of(container, takeType());
		add(trace);
		this.open.push(trace);
	}

	@Override
	public void entry() {
	}

	@Override
	public void property(String name) {
		this.open.element().names.add(name);
	}

	@Override
	public void end(Container container) {
		this.open.pop();
	}

	private void leaf(String kind, String json) {
		add(Trace.leaf(takeType(), kind, json));
	}

	private @Nullable String takeType() {
		String taken = this.type;
		this.type = null;
		return taken;
	}

	private void add(Trace trace) {
		if (this.open.isEmpty()) {
			this.root = trace;
		}
		else {
			this.open.element().children.add(trace);
		}
	}

}
