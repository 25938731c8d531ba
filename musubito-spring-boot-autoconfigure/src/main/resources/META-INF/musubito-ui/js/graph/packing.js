// Where the components of a graph stand in the picture.

const GAP_X = 80;
const GAP_Y = 60;

// Few components are the parts of one run: they stand below each other, so that what comes first is at the left
const FEW = 12;

/** The nodes of each component, components in the order of their first nodes. */
export function components(count, from, to) {
	const root = Int32Array.from({ length: count }, (_, node) => node);
	const find = (node) => {
		while (root[node] !== node) {
			root[node] = root[root[node]];
			node = root[node];
		}
		return node;
	};
	for (let edge = 0; edge < from.length; edge++) {
		const a = find(from[edge]);
		const b = find(to[edge]);
		root[Math.max(a, b)] = Math.min(a, b);
	}
	const lists = new Map();
	for (let node = 0; node < count; node++) {
		const first = find(node);
		const list = lists.get(first);
		if (list) {
			list.push(node);
		}
		else {
			lists.set(first, [node]);
		}
	}
	return [...lists.values()];
}

/**
 * Sets left and top of boxes { width, height } so that none overlap: few below each other, many on shelves, the high
 * ones first.
 * @param aspect how much wider than high the whole is to be
 * @param stacked whether to put them below each other even when they are many
 */
export function pack(boxes, aspect, stacked) {
	if (stacked || boxes.length <= FEW) {
		let top = 0;
		for (const box of boxes) {
			box.left = 0;
			box.top = top;
			top += box.height + GAP_Y;
		}
		return;
	}
	const area = boxes.reduce((sum, box) => sum + (box.width + GAP_X) * (box.height + GAP_Y), 0);
	const widest = boxes.reduce((most, box) => Math.max(most, box.width), 0);
	shelve([...boxes].sort((a, b) => b.height - a.height), Math.max(Math.sqrt(area * aspect), widest));
}

function shelve(boxes, width) {
	let left = 0;
	let top = 0;
	let height = 0;
	for (const box of boxes) {
		if (left > 0 && left + box.width > width) {
			left = 0;
			top += height + GAP_Y;
			height = 0;
		}
		box.left = left;
		box.top = top;
		left += box.width + GAP_X;
		height = Math.max(height, box.height);
	}
}
