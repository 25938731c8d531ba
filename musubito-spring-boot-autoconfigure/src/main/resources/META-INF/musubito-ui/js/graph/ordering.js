// In which order the places of each layer stand, so that few edges cross.

/**
 * Orders the layers of a component.
 * @param layers lists of places { layer, left, right, order }, where left and right are the places that it is tied to in
 * the layers beside
 * @param sweeps how often to go through the layers, at most
 */
export function orderByBarycentre(layers, sweeps) {
	inDepth(layers);
	let best = layers.map((layer) => layer.slice());
	let fewest = crossings(layers);
	for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
		const rightwards = sweep % 2 === 0;
		const value = sweep % 4 < 2 ? mean : median;
		for (let step = 1; step < layers.length; step++) {
			sortLayer(layers[rightwards ? step : layers.length - 1 - step], rightwards ? 'left' : 'right', value);
		}
		const found = crossings(layers);
		if (found < fewest) {
			fewest = found;
			best = layers.map((layer) => layer.slice());
		}
	}
	best.forEach((layer, index) => setLayer(layers, index, layer));
}

/** Orders a component by where its places were in the picture before; what is new comes below what it stands beside. */
export function orderByHint(layers) {
	inDepth(layers);
	layers.forEach((layer, index) => {
		const last = layer.reduce((most, place) => isKnown(place) ? Math.max(most, place.hint) : most, 0);
		for (const place of layer) {
			place.value = isKnown(place) ? place.hint : expected(place) ?? last;
		}
		setLayer(layers, index, layer.sort((a, b) => a.value - b.value || a.order - b.order));
	});
}

function isKnown(place) {
	return !Number.isNaN(place.hint);
}

// Below the last that comes from the same place, else beside that
function expected(place) {
	let most;
	for (const left of place.left) {
		left.lastRight ??= left.right.reduce((last, right) => isKnown(right) ? Math.max(last, right.hint) : last, left.value);
		most = Math.max(most ?? left.lastRight, left.lastRight);
	}
	return most;
}

// A search in depth from the left keeps branches together: a good order to start from
function inDepth(layers) {
	const found = layers.map(() => []);
	const seen = new Set();
	const open = layers.flat().filter((place) => place.left.length === 0).reverse();
	while (open.length > 0) {
		const place = open.pop();
		if (!seen.has(place)) {
			seen.add(place);
			found[place.layer].push(place);
			for (let index = place.right.length - 1; index >= 0; index--) {
				open.push(place.right[index]);
			}
		}
	}
	found.forEach((layer, index) => setLayer(layers, index, layer));
}

function setLayer(layers, index, places) {
	layers[index] = places;
	for (let order = 0; order < places.length; order++) {
		places[order].order = order;
	}
}

function sortLayer(layer, side, value) {
	for (const place of layer) {
		place.value = place[side].length > 0 ? value(place[side]) : place.order;
	}
	layer.sort((a, b) => a.value - b.value || a.order - b.order);
	for (let order = 0; order < layer.length; order++) {
		layer[order].order = order;
	}
}

function mean(places) {
	let sum = 0;
	for (const place of places) {
		sum += place.order;
	}
	return sum / places.length;
}

function median(places) {
	const orders = places.map((place) => place.order).sort((a, b) => a - b);
	const middle = orders.length >> 1;
	return orders.length % 2 === 1 ? orders[middle] : (orders[middle - 1] + orders[middle]) / 2;
}

/**
 * How many pairs of edges cross: inversions, counted with a tree of sums (W. Barth, M. Jünger, P. Mutzel: Simple and
 * efficient bilayer cross counting, 2002).
 */
export function crossings(layers) {
	let total = 0;
	for (let index = 1; index < layers.length; index++) {
		total += crossingsBetween(layers[index - 1].length, layers[index]);
	}
	return total;
}

function crossingsBetween(width, layer) {
	let leaves = 1;
	while (leaves < width) {
		leaves *= 2;
	}
	const sums = new Int32Array(2 * leaves - 1);
	let total = 0;
	for (const place of layer) {
		const orders = place.left.map((left) => left.order).sort((a, b) => a - b);
		for (const order of orders) {
			let node = order + leaves - 1;
			sums[node]++;
			while (node > 0) {
				if (node % 2 === 1) {
					total += sums[node + 1];
				}
				node = (node - 1) >> 1;
				sums[node]++;
			}
		}
	}
	return total;
}
