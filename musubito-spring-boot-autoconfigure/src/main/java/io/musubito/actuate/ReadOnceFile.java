package io.musubito.actuate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.io.FileSystemResource;

/**
 * A temporary file, which is deleted when it was read. It does not say that it is a file:
 * who reads files passes over the stream.
 */
final class ReadOnceFile extends FileSystemResource {

	ReadOnceFile(Path file) {
		super(file);
	}

	@Override
	public boolean isFile() {
		return false;
	}

	@Override
	public ReadableByteChannel readableChannel() throws IOException {
		return Channels.newChannel(getInputStream());
	}

	@Override
	public InputStream getInputStream() throws IOException {
		Path file = Path.of(getPath());
		return new FilterInputStream(super.getInputStream()) {

			@Override
			public void close() throws IOException {
				super.close();
				Files.deleteIfExists(file);
			}

		};
	}

}
