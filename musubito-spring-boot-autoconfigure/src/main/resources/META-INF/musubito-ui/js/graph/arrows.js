// Where the arrow keys lead in a graph

/**
 * The number of the node that an arrow key leads to; undefined where it leads nowhere. Left and right follow the edges,
 * up and down stay in the layer.
 */
export function stepTo(key, node, scene) {
	if (node < 0) {
		return scene.model.count > 0 ? 0 : undefined;
	}
	const [x, y] = [scene.x[node], scene.y[node]];
	switch (key) {
		case 'ArrowRight': return scene.nearest(x, y, scene.model.downstream.of(node));
		case 'ArrowLeft': return scene.nearest(x, y, scene.model.upstream.of(node));
		case 'ArrowDown': return scene.nearest(x, y, sameColumn(scene, node, (other) => scene.y[other] > y));
		case 'ArrowUp': return scene.nearest(x, y, sameColumn(scene, node, (other) => scene.y[other] < y));
		default: return undefined;
	}
}

function sameColumn(scene, node, condition) {
	const found = [];
	for (let other = 0; other < scene.model.count; other++) {
		if (scene.x[other] === scene.x[node] && condition(other)) {
			found.push(other);
		}
	}
	return found;
}
