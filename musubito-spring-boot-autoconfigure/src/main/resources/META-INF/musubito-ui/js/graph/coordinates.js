// At which height the places of each layer stand: near what they are tied to, in their order, at the least distance.

const ROUNDS = 10;

// A bend weighs more than a node, so that long edges become straight
const BEND_WEIGHT = 3;

/** Sets y of all places of a component. */
export function setHeights(layers, gap) {
	for (const layer of layers) {
		stack(layer, gap);
	}
	for (let round = 0; round < ROUNDS; round++) {
		const rightwards = round % 2 === 0;
		const between = round >= ROUNDS - 2;
		for (let step = 0; step < layers.length; step++) {
			const layer = layers[rightwards ? step : layers.length - 1 - step];
			for (const place of layer) {
				place.value = wanted(place, rightwards, between, round > 1);
			}
			approach(layer, gap);
		}
	}
}

function stack(layer, gap) {
	let end = 0;
	for (const place of layer) {
		place.y = end + place.height / 2;
		end += place.height + gap;
	}
	for (const place of layer) {
		place.y -= end / 2;
	}
}

function wanted(place, rightwards, between, bothSides) {
	const before = rightwards ? place.left : place.right;
	const behind = rightwards ? place.right : place.left;
	if (between && before.length > 0 && behind.length > 0) {
		return (mean(before) + mean(behind)) / 2;
	}
	if (before.length > 0) {
		return mean(before);
	}
	return behind.length > 0 && bothSides ? mean(behind) : place.y;
}

function mean(places) {
	let sum = 0;
	for (const place of places) {
		sum += place.y;
	}
	return sum / places.length;
}

// The heights that are nearest to the wanted ones (least squares) under the least distances: isotonic regression by
// pooling adjacent violators. Where two would come too near they become one block, which stands at the mean.
function approach(layer, gap) {
	const blocks = [];
	let offset = 0;
	layer.forEach((place, index) => {
		if (index > 0) {
			offset += (layer[index - 1].height + place.height) / 2 + gap;
		}
		place.offset = offset;
		const weight = place.node < 0 ? BEND_WEIGHT : 1;
		let block = { sum: (place.value - offset) * weight, weight, first: index };
		while (blocks.length > 0 && top(blocks) >= block.sum / block.weight) {
			const before = blocks.pop();
			block = { sum: before.sum + block.sum, weight: before.weight + block.weight, first: before.first };
		}
		blocks.push(block);
	});
	blocks.forEach((block, index) => {
		const end = index + 1 < blocks.length ? blocks[index + 1].first : layer.length;
		for (let at = block.first; at < end; at++) {
			layer[at].y = block.sum / block.weight + layer[at].offset;
		}
	});
}

function top(blocks) {
	const block = blocks[blocks.length - 1];
	return block.sum / block.weight;
}
