package io.musubito.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds where a value that was stored and read back is another one. Of collections the
 * classes don't matter, and an order only when the original surely has one.
 */
final class TraceDifference {

	private TraceDifference() {
	}

	static Optional<String> find(Trace original, Trace decoded) {
		return Optional.ofNullable(find("$", original, decoded));
	}

	private static @Nullable String find(String path, Trace original, Trace decoded) {
		if (original.container == null || decoded.container == null) {
			boolean same = original.container == decoded.container && Objects.equals(original.type, decoded.type)
					&& original.kind.equals(decoded.kind) && original.json.equals(decoded.json);
			return (same) ? null : path;
		}
		if (original.container.family() != decoded.container.family() || !Objects.equals(original.type, decoded.type)) {
			return path;
		}
		return switch (original.container) {
			case SET, MAP, BAG -> inAnyOrder(path, original, decoded);
			default -> inOrder(path, original, decoded);
		};
	}

	private static @Nullable String inOrder(String path, Trace original, Trace decoded) {
		int common = Math.min(original.children.size(), decoded.children.size());
		for (int i = 0; i < common; i++) {
			String difference = find(path + segment(original, i), original.children.get(i), decoded.children.get(i));
			if (difference != null) {
				return difference;
			}
		}
		if (original.children.size() == decoded.children.size()) {
			return null;
		}
		return path + segment((original.children.size() > common) ? original : decoded, common);
	}

	private static String segment(Trace parent, int index) {
		if (parent.container == null) {
			return "";
		}
		return switch (parent.container) {
			case OBJECT -> "." + parent.names.get(index);
			case ARRAY, LIST, ENTRY -> "[" + index + "]";
			case ORDERED_MAP -> (index % 2 == 0) ? "[*]~" : "[*]";
			case OPTIONAL -> "";
			default -> "[*]";
		};
	}

	private static @Nullable String inAnyOrder(String path, Trace original, Trace decoded) {
		int step = (original.container == Container.MAP) ? 2 : 1;
		Map<String, Deque<Integer>> byKey = new HashMap<>();
		for (int i = 0; i < decoded.children.size(); i += step) {
			byKey.computeIfAbsent(TraceJson.withoutOrder(decoded.children.get(i)), (key) -> new ArrayDeque<>()).add(i);
		}
		for (int i = 0; i < original.children.size(); i += step) {
			Deque<Integer> candidates = byKey.get(TraceJson.withoutOrder(original.children.get(i)));
			String difference = (candidates != null) ? takeSame(path, original, i, decoded, candidates, step)
					: path + "[*]" + ((step == 2) ? "~" : "");
			if (difference != null) {
				return difference;
			}
		}
		return (original.children.size() == decoded.children.size()) ? null : path + "[*]";
	}

	private static @Nullable String takeSame(String path, Trace original, int index, Trace decoded,
			Deque<Integer> candidates, int step) {
		String difference = path + "[*]";
		for (Integer candidate : candidates) {
			difference = find(path + ((step == 2) ? "[*]~" : "[*]"), original.children.get(index),
					decoded.children.get(candidate));
			if (difference == null && step == 2) {
				difference = find(path + "[*]", original.children.get(index + 1), decoded.children.get(candidate + 1));
			}
			if (difference == null) {
				candidates.remove(candidate);
				return null;
			}
		}
		return difference;
	}

}
