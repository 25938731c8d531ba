package io.musubito.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

import io.musubito.recording.RecordedNode;
import io.musubito.recording.Recording;
import io.musubito.recording.RecordingException;
import io.musubito.recording.RecordingFile;
import io.musubito.recording.RecordingPlace;
import io.musubito.recording.RecordingPurpose;
import io.musubito.recording.Scrubber;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A recording that tests work with, until the last of their classes has ended.
 */
final class OpenRecording {

	private static final Log logger = LogFactory.getLog(OpenRecording.class);

	private final RecordingLocation location;

	private final RecordingMode mode;

	private final boolean strict;

	private final Recording recording;

	private final @Nullable FileChannel lock;

	private int users = 1;

	private OpenRecording(RecordingLocation location, RecordingMode mode, boolean strict, Recording recording,
			@Nullable FileChannel lock) {
		this.location = location;
		this.mode = mode;
		this.strict = strict;
		this.recording = recording;
		this.lock = lock;
	}

	static OpenRecording open(RecordingLocation location, MusubitoReplay annotation) {
		RecordingMode mode = RecordingSettings.mode(annotation.mode());
		FileChannel lock = (mode != RecordingMode.REPLAY_ONLY) ? lock(location) : null;
		try {
			Recording recording = new Recording(
					new RecordingPlace(location.name(), location.shown(), location.remedy()), switch (mode) {
						case RECORD -> RecordingPurpose.RECORD;
						case AUTO -> RecordingPurpose.ADD;
						case REPLAY_ONLY -> RecordingPurpose.REPLAY;
					}, new Scrubber(List.of(annotation.scrub())), read(location, mode));
			return new OpenRecording(location, mode, annotation.strict(), recording, lock);
		}
		catch (RuntimeException ex) {
			release(lock);
			throw ex;
		}
	}

	private static List<RecordedNode> read(RecordingLocation location, RecordingMode mode) {
		String text = location.read();
		if (text == null) {
			if (mode == RecordingMode.REPLAY_ONLY) {
				throw new IllegalStateException("Recording " + location.shown() + " of " + location.owner().getName()
						+ " isn't there, and nothing may be executed. Record it: " + location.remedy());
			}
			return List.of();
		}
		try {
			return RecordingFile.read(text);
		}
		catch (RecordingException ex) {
			String message = "Recording " + location.shown() + " can't be used: " + ex.getMessage() + ". ";
			if (mode == RecordingMode.RECORD) {
				logger.warn(message + "What is recorded now takes its place.");
				return List.of();
			}
			throw new RecordingException(
					message + "Take it from version control again, or record again: " + location.remedy(), ex);
		}
	}

	/**
	 * Keeps others, in other processes too, from recording the same file. The system
	 * drops the lock when the process ends.
	 */
	private static FileChannel lock(RecordingLocation location) {
		Path file = lockOf(location.target());
		try {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			try {
				FileLock lock = channel.tryLock();
				if (lock != null) {
					return channel;
				}
			}
			catch (OverlappingFileLockException ex) {
				// By another class of this process
			}
			channel.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Recording " + location.shown() + " can't be locked by " + file + ": " + ex
					+ ". Make the folder for temporary files writable.", ex);
		}
		throw new IllegalStateException("Recording " + location.shown() + " is being recorded by other tests, of "
				+ "another class or in another process, and one of them would lose its answers. Run them one after the "
				+ "other, or give " + location.owner().getName() + " a file of its own.");
	}

	static Path lockOf(Path recording) {
		CRC32 hash = new CRC32();
		hash.update((System.getProperty("user.name") + recording.toAbsolutePath()).getBytes(StandardCharsets.UTF_8));
		return Path.of(System.getProperty("java.io.tmpdir"), "musubito-recording-%08x.lock".formatted(hash.getValue()));
	}

	private static void release(@Nullable FileChannel lock) {
		if (lock != null) {
			try {
				lock.close();
			}
			catch (IOException ex) {
				logger.debug("A lock can't be released", ex);
			}
		}
	}

	/**
	 * Whether another class may work with it at the same time.
	 */
	boolean isFor(RecordingLocation other, RecordingMode otherMode) {
		return this.mode == otherMode
				&& (otherMode == RecordingMode.REPLAY_ONLY || Objects.equals(this.location.owner(), other.owner()));
	}

	OpenRecording join() {
		this.users++;
		return this;
	}

	/**
	 * Leaves it.
	 * @return whether nobody works with it any more
	 */
	boolean leave() {
		this.users--;
		return this.users == 0;
	}

	Recording recording() {
		return this.recording;
	}

	RecordingLocation location() {
		return this.location;
	}

	/**
	 * Writes what was recorded, and tells what nobody asked for.
	 */
	void finish() {
		try {
			if (this.mode != RecordingMode.REPLAY_ONLY) {
				String text = this.recording.text(this::exists);
				if (text != null) {
					this.location.write(text);
				}
			}
		}
		finally {
			release(this.lock);
		}
		List<String> unused = this.recording.unused();
		if (!unused.isEmpty()) {
			String message = "Recording " + this.location.shown() + " has answers that its tests don't ask for any "
					+ "more:\n  " + String.join("\n  ", unused) + "\nRecord again to remove them: "
					+ this.location.remedy();
			if (this.strict) {
				throw new AssertionError(message);
			}
			logger.warn(message);
		}
	}

	/**
	 * Whether a test is still there.
	 */
	private boolean exists(String test) {
		int separator = test.indexOf('#');
		String className = (separator < 0) ? test : test.substring(0, separator);
		try {
			Class<?> type = ClassUtils.forName(className, this.location.owner().getClassLoader());
			return separator < 0 || Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
				.anyMatch((method) -> method.getName().equals(test.substring(separator + 1)));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

}
