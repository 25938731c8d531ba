package io.musubito.store.jdbc;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.musubito.artifact.Artifact;
import io.musubito.store.Node;
import io.musubito.store.StoredHashes;
import org.jspecify.annotations.Nullable;

/**
 * Verifies all records of a file before anything is written: their order, their hashes,
 * what they refer to, and whether they fit the store.
 */
final class ImportCheck {

	private final ImportFile file;

	private final ImportedStore store;

	private final Map<String, FileNode> nodes = new HashMap<>();

	private final Set<String> keys = new HashSet<>();

	private final Set<String> effects = new HashSet<>();

	/** What is referred to and was not met yet, with the line that does. */
	private final Map<String, Long> wantedNodes = new HashMap<>();

	private final Map<String, Long> wantedRuns = new HashMap<>();

	private final BitSet entries = new BitSet();

	private final BitSet executions = new BitSet();

	private @Nullable CheckedNode node;

	private @Nullable ExportRecord parent;

	private int section;

	private final long size;

	private long line;

	private long erasedElsewhere;

	ImportCheck(ImportFile file, ImportedStore store) {
		this.file = file;
		this.store = store;
		this.size = file.size();
	}

	CheckedFile check() {
		String end = this.file.read(this::check);
		finishNode();
		this.wantedNodes.forEach((id, line) -> requireReference(line, "node", id, this.store::hasNode));
		this.wantedRuns.forEach((id, line) -> requireReference(line, "run", id, this.store::hasRun));
		int last = Math.max(this.executions.length(), this.entries.length()) - 1;
		requireNumbers(Math.max(last, 0));
		return new CheckedFile(end, this.nodes, this.entries, last, this.erasedElsewhere);
	}

	private void check(ExportRecord record) {
		this.line = record.line();
		if (record.kind() != ExportKind.EDGE) {
			finishNode();
		}
		checkOrder(record);
		switch (record.kind()) {
			case ARTIFACT -> checkArtifact(record);
			case CODE -> require(StoredHashes.isCode(record.text("hash"), JsonColumns.components(record.text("parts"))),
					record, "its parts are not those of its hash: it was changed. Export again");
			case NODE -> checkNode(record);
			case EDGE -> checkEdge(record);
			case EFFECT -> checkEffect(record);
			case RUN -> {
				want(this.wantedRuns, record, "parent");
				want(this.wantedRuns, record, "resumed");
			}
			case OVERRIDE -> requireArtifact(record);
			case STEP -> checkStep(record);
			case EFFECT_NAMES -> checkNames(record);
			default -> {
			}
		}
	}

	/**
	 * Sections follow each other, and a record that belongs to another one follows it.
	 */
	private void checkOrder(ExportRecord record) {
		ExportKind kind = record.kind();
		require(kind.section() >= this.section, record, "it is not where an export has it. Export again");
		this.section = kind.section();
		if (kind.parent() != null) {
			require(this.parent != null && this.parent.kind() == kind.parent()
					&& record.key().equals(this.parent.key()), record,
					"it does not follow what it belongs to. Export again");
			return;
		}
		this.parent = record;
		boolean single = kind != ExportKind.STEP && !ExportSql.list(kind).isEmpty();
		require(!single || this.keys.add(kind.label() + " " + record.key()), record, "it is there twice. Export again");
	}

	private void checkArtifact(ExportRecord artifact) {
		byte[] content = artifact.content("content");
		String id = artifact.text("artifactId");
		if (content == null) {
			return;
		}
		require(Artifact.of(content).artifactId().equals(id) && content.length == artifact.number("size"), artifact,
				"its content is not that of its hash: it was changed. Export again");
		require(!this.store.isErasedArtifact(id), artifact,
				"its content was erased in this store. Erase it where the " + "file comes from, too, and export again");
	}

	private void checkNode(ExportRecord node) {
		String id = node.text("nodeId");
		boolean erased = Node.ERASURE.equals(node.optionalText("staleBy"));
		boolean erasedHere = this.store.isErased(id, node.text("replayKey"));
		require(erased || !erasedHere, node,
				"it, or one with the same inputs, was erased in this store. Erase it where "
						+ "the file comes from, too, and export again");
		this.erasedElsewhere += (erased && !erasedHere && this.store.hasNode(id)) ? 1 : 0;
		if (node.has("artifact")) {
			requireArtifact(node);
		}
		if (node.has("execution")) {
			this.executions.set(number(node, "execution"));
		}
		this.nodes.put(id, new FileNode(node.text("status"), node.optionalText("artifact")));
		this.wantedNodes.remove(id);
		want(this.wantedNodes, node, "producer");
		this.node = new CheckedNode(node, new HashSet<>());
	}

	private void checkEdge(ExportRecord edge) {
		want(this.wantedNodes, edge, "upstream");
		if (this.node != null && "DATA".equals(edge.text("kind"))) {
			this.node.upstream().add(edge.text("upstream"));
		}
	}

	private void finishNode() {
		CheckedNode finished = this.node;
		this.node = null;
		if (finished != null) {
			require(finished.isItself(), finished.record(),
					"its id is not that of its replay key and of what it depends "
							+ "on: it was changed. Export again");
		}
	}

	private void checkEffect(ExportRecord effect) {
		this.effects.add(effect.text("operation"));
		boolean happened = "SUCCEEDED".equals(effect.text("state"))
				|| ("RESOLVED".equals(effect.text("state")) && "HAPPENED".equals(effect.optionalText("resolution")));
		require(!happened || effect.has("artifact"), effect, "it has happened and has no result. Export again");
		if (effect.has("artifact")) {
			requireArtifact(effect);
		}
	}

	private void checkStep(ExportRecord step) {
		int number = number(step, "number");
		require(number > this.entries.length() - 1, step, "it is not where an export has it. Export again");
		this.entries.set(number);
		want(this.wantedRuns, step, "run");
	}

	private int number(ExportRecord record, String field) {
		long number = record.number(field);
		require(number > 0 && number <= Math.min(this.size, Integer.MAX_VALUE - 1), record,
				"'" + field + "' is no number of an execution. Export again");
		return (int) number;
	}

	/**
	 * Each number up to the last one is that of an entry or of an execution.
	 */
	private void requireNumbers(int last) {
		BitSet all = (BitSet) this.executions.clone();
		all.or(this.entries);
		if (all.cardinality() != last) {
			throw this.file.refused(this.line,
					"executions and journal entries are not numbered one after the other. Export " + "again.");
		}
	}

	/**
	 * Under other names the same effect has another key, and would be performed again.
	 */
	private void checkNames(ExportRecord names) {
		if (this.effects.contains(names.text("operation"))) {
			require(this.store.findNames(names).stream().allMatch(names.text("names")::equals), names,
					"the arguments of this effect count by other names in this store, so that what has happened could "
							+ "happen again. Import into a store in which the effect was not called yet, or export runs "
							+ "that do not need it");
		}
	}

	private void want(Map<String, Long> wanted, ExportRecord by, String field) {
		String id = by.optionalText(field);
		boolean met = id == null || ((wanted == this.wantedNodes) ? this.nodes.containsKey(id)
				: this.keys.contains(ExportKind.RUN.label() + " " + id));
		if (!met) {
			wanted.putIfAbsent(String.valueOf(id), by.line());
		}
	}

	private void requireArtifact(ExportRecord by) {
		String id = by.text("artifact");
		if (!this.keys.contains(ExportKind.ARTIFACT.label() + " " + id)) {
			requireReference(by.line(), "artifact", id, this.store::hasArtifact);
		}
	}

	private void requireReference(long line, String what, String id, Predicate<String> inStore) {
		boolean met = "run".equals(what) && this.keys.contains(ExportKind.RUN.label() + " " + id);
		if (!met && !inStore.test(id)) {
			throw this.file.refused(line, "it refers to " + what + " '" + id
					+ "', which is neither in the file nor in the store. Export again.");
		}
	}

	private void require(boolean condition, ExportRecord record, String otherwise) {
		if (!condition) {
			throw this.file.refused(record.line(), record + ": " + otherwise + ".");
		}
	}

}
