package io.musubito.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the file system says about a file without reading it.
 *
 * @param modified when its content changed, which programs can set at will
 * @param changed when anything of it changed, which they can't; the same as
 * {@code modified} where the file system doesn't know
 * @param size its size in bytes
 * @param key which file it is; {@code null} where the file system doesn't know
 */
record FileStamp(FileTime modified, FileTime changed, long size, @Nullable Object key) {

	static FileStamp of(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		FileTime modified = attributes.lastModifiedTime();
		return new FileStamp(modified, changed(file, modified), attributes.size(), attributes.fileKey());
	}

	private static FileTime changed(Path file, FileTime otherwise) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return otherwise;
		}
		return (Files.getAttribute(file, "unix:ctime") instanceof FileTime changed) ? changed : otherwise;
	}

	boolean isOlderThan(Duration age) {
		Instant limit = Instant.now().minus(age);
		return this.modified.toInstant().isBefore(limit) && this.changed.toInstant().isBefore(limit);
	}

}
