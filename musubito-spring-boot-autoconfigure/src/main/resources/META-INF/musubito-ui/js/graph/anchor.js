/**
 * Keeps a node where it is in the view while the scene becomes another: the first of some steps that is in both.
 * @param shownAs tells by which node a step is shown in the new scene
 * @param pairs what people look at: [the id before, the id now]; what is near the middle of the view follows
 * @return how far to move the camera, once the new scene is shown: [x, y]
 */
export function shift(before, scene, camera, shownAs, pairs) {
	const nearMiddle = idsInView(before, camera).map((id) => [id, id]);
	for (const [idBefore, idNow] of [...pairs, ...nearMiddle]) {
		const then = before.model.number(idBefore);
		const now = scene.model.number(shownAs(idNow));
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
