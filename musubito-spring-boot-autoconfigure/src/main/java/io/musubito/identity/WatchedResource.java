package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;

import io.musubito.StepDefinitionException;
import io.musubito.value.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * The content of one resource, read again when it may have changed. A file that changes
 * within the resolution of its time stamp, right after it was read, looks unchanged; so a
 * stamp counts only when it was old already when the content was read
 * (<a href="https://git-scm.com/docs/racy-git">git's rule</a>).
 */
final class WatchedResource {

	private static final Duration RACY = Duration.ofSeconds(2);

	private static final int MAX_TEXT = 64 * 1024;

	private final String operation;

	private final String location;

	private final Resource resource;

	private final @Nullable Path file;

	private volatile Content content;

	WatchedResource(String operation, String location, Resource resource) {
		this.operation = operation;
		this.location = location;
		this.resource = resource;
		try {
			this.file = (resource.isFile()) ? resource.getFile().toPath() : null;
			this.content = read(stamp());
		}
		catch (IOException ex) {
			throw new StepDefinitionException(
					"Step '%s': resource '%s' can't be read when the application starts (%s). ".formatted(operation,
							location, ex.getClass().getSimpleName()) + "Its content is part of what identifies a call. "
							+ "Create it, correct its location, or remove it from the step's resources.",
					ex);
		}
	}

	/**
	 * The hash of the content.
	 * @return the hash in lower-case hex
	 */
	String hash() {
		try {
			FileStamp stamp = stamp();
			Content known = this.content;
			if (stamp == null || (stamp.equals(known.stamp) && known.trusted)) {
				return known.hash;
			}
			Content read = read(stamp);
			this.content = read;
			return read.hash;
		}
		catch (IOException ex) {
			throw new StepDefinitionException(
					"Step '%s': resource '%s' can't be read any more (%s). ".formatted(this.operation, this.location,
							ex.getClass().getSimpleName())
							+ "Its content is part of what identifies a call, so the step was not run. Put it back.",
					ex);
		}
	}

	/**
	 * The content as text, for people.
	 * @param hash the hash that the content had
	 * @return the text; {@code null} when the content is another one by now, is too long
	 * or is no text in UTF-8
	 */
	@Nullable String text(String hash) {
		try (InputStream stream = this.resource.getInputStream()) {
			byte[] read = stream.readNBytes(MAX_TEXT + 1);
			if (read.length > MAX_TEXT || !HexFormat.of().formatHex(Sha256.newDigest().digest(read)).equals(hash)) {
				return null;
			}
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private @Nullable FileStamp stamp() throws IOException {
		return (this.file != null) ? FileStamp.of(this.file) : null;
	}

	private Content read(@Nullable FileStamp stamp) throws IOException {
		// The stamp was taken before: if the file changes now, the next one is another.
		boolean trusted = stamp != null && stamp.isOlderThan(RACY);
		if (this.file != null && Files.isDirectory(this.file)) {
			throw new NotAFileException();
		}
		MessageDigest digest = Sha256.newDigest();
		try (InputStream stream = this.resource.getInputStream()) {
			Sha256.update(digest, stream);
		}
		return new Content(HexFormat.of().formatHex(digest.digest()), stamp, trusted);
	}

	/**
	 * A folder can be opened by its URL, as the list of its files, and that is not what
	 * was meant.
	 */
	private static final class NotAFileException extends IOException {

	}

	/**
	 * What was read.
	 *
	 * @param hash the hash of the content
	 * @param stamp the stamp of the file before it was read
	 * @param trusted whether an equal stamp means equal content
	 */
	private record Content(String hash, @Nullable FileStamp stamp, boolean trusted) {

	}

}
