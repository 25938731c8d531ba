package io.musubito.actuate;

import io.musubito.ManualAnswer;
import io.musubito.NodeView;

/**
 * What a drawn node says.
 */
final class NodeLabel {

	private static final int SHORT_ID_LENGTH = 12;

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

	static String singleLine(String text) {
		return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
	}

}
