package io.musubito.actuate;

import io.musubito.ManualAnswer;
import io.musubito.NodeView;
import io.musubito.report.VisibleText;

/**
 * What a drawn node says.
 */
final class NodeLabel {

	private static final int SHORT_ID_LENGTH = 12;

	private static final int MOST_CHARACTERS = 200;

	private NodeLabel() {
	}

	static String shortId(NodeView node) {
		String nodeId = node.nodeId();
		return nodeId.substring(0, Math.min(SHORT_ID_LENGTH, nodeId.length()));
	}

	static String status(NodeView node) {
		ManualAnswer manual = node.manual();
		return (manual != null) ? node.status() + " by " + manual.by() + ", " + manual.at() : node.status().name();
	}

	/**
	 * Text of others on one line. What is not seen, or turns the order of what follows,
	 * is shown by name: an entity would bring it back.
	 */
	static String singleLine(String text) {
		return VisibleText.line(text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029&&[^\\x00\\x1b]]+", " "),
				MOST_CHARACTERS);
	}

}
