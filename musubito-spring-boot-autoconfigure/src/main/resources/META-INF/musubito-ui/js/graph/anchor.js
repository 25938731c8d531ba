/**
 * Keeps a node where it is in the view while the scene becomes another: the first of some steps that is in both.
 * @param shownAs tells by which node a step is shown in the new scene
 * @param ids the steps that people look at; those near the middle of the view follow
 * @return how far to move the camera, once the new scene is shown: [x, y]
 */
export function shift(before, scene, camera, shownAs, ids) {
	for (const id of [...ids, ...idsInView(before, camera)]) {
		const then = before.model.number(id);
		const now = scene.model.number(id) ?? scene.model.number(shownAs(id));
		if (then !== undefined && now !== undefined) {
			return [(before.x[then] - scene.x[now]) * camera.scale, (before.y[then] - scene.y[now]) * camera.scale];
		}
	}
	return [0, 0];
}

function idsInView(scene, camera) {
	const [x, y] = camera.inPicture(camera.width / 2, camera.height / 2);
	const distance = (node) => Math.hypot(scene.x[node] - x, scene.y[node] - y);
	return scene.nodesIn(camera.view).sort((a, b) => distance(a) - distance(b)).map((node) => scene.model.nodes[node].id);
}
