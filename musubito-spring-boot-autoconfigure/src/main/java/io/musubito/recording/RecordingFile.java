package io.musubito.recording;

import java.util.Collection;
import java.util.List;

import io.musubito.value.Scheme;

/**
 * The text of a recording: nodes as JSON lines.
 */
public final class RecordingFile {

	private RecordingFile() {
	}

	/**
	 * Reads a recording.
	 * @param text the text of its file
	 * @return its nodes
	 * @throws RecordingException if it is empty or damaged, or its keys were made with
	 * another scheme
	 */
	public static List<RecordedNode> read(String text) {
		RecordingReader.Content content = RecordingReader.read(text);
		if (!content.scheme().equals(Scheme.NAME)) {
			throw new RecordingException("it was recorded with the scheme '" + content.scheme()
					+ "', this version of Musubito has '" + Scheme.NAME + "': no answer can be found by its key", null);
		}
		return content.nodes();
	}

	/**
	 * Writes a recording.
	 * @param nodes its nodes, in any order
	 * @return the text, the same for the same nodes
	 */
	public static String write(Collection<RecordedNode> nodes) {
		return RecordingWriter.write(nodes);
	}

}
