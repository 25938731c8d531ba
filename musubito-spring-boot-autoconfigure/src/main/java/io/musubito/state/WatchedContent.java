package io.musubito.state;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.musubito.value.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * The content of a resource that a bean was given. A file is read again when its time or
 * size is another one.
 */
final class WatchedContent {

	private final Resource resource;

	private final @Nullable File file;

	private volatile Seen seen;

	private WatchedContent(Resource resource, @Nullable File file) throws IOException {
		this.resource = resource;
		this.file = file;
		this.seen = read();
	}

	/**
	 * Reads a resource.
	 * @return its content; {@code null} when it can be read only once
	 */
	static @Nullable WatchedContent of(Resource resource) {
		try {
			return (resource.isOpen()) ? null
					: new WatchedContent(resource, (resource.isFile()) ? resource.getFile() : null);
		}
		catch (IOException ex) {
			return null;
		}
	}

	boolean canChange() {
		return this.file != null;
	}

	/**
	 * The hash of its content and its name.
	 */
	String hash() {
		Seen before = this.seen;
		if (this.file == null || (!before.young() && before.time() == this.file.lastModified()
				&& before.size() == this.file.length())) {
			return before.hash();
		}
		try {
			Seen now = read();
			this.seen = now;
			return now.hash();
		}
		catch (IOException ex) {
			return "not there";
		}
	}

	private Seen read() throws IOException {
		long time = (this.file != null) ? this.file.lastModified() : 0;
		long size = (this.file != null) ? this.file.length() : 0;
		// A change within the resolution of the time would go unnoticed
		boolean young = this.file != null && System.currentTimeMillis() - time < 2000;
		MessageDigest digest = Sha256.newDigest();
		try (InputStream stream = this.resource.getInputStream()) {
			Sha256.update(digest, stream);
		}
		String name = this.resource.getFilename();
		return new Seen(HexFormat.of().formatHex(digest.digest()) + ((name != null) ? " " + name : ""), time, size,
				young);
	}

	/**
	 * What was read.
	 *
	 * @param hash the hash of the content, with the name
	 * @param time when the file was changed
	 * @param size its size
	 * @param young whether it may be changed again without looking changed
	 */
	private record Seen(String hash, long time, long size, boolean young) {

	}

}
