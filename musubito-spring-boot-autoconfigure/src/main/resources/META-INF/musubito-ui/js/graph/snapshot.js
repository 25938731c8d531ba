/** The picture as it was last drawn finely: while all of it was in view, moving the view only moves this. */
export class Snapshot {

	#canvas = document.createElement('canvas');
	#taken;

	/** After the whole picture was drawn: keeps it, if the camera shows all of the bounds. */
	take(canvas, camera, bounds) {
		this.#taken = undefined;
		if (camera.shows(bounds)) {
			this.#canvas.width = canvas.width;
			this.#canvas.height = canvas.height;
			this.#canvas.getContext('2d').drawImage(canvas, 0, 0);
			this.#taken = { scale: camera.scale, left: camera.left, top: camera.top };
		}
	}

	/** After nodes, colours or what stands out have changed. */
	drop() {
		this.#taken = undefined;
	}

	/** Draws it as the camera sees it now; false where there is none, or it would look coarse. */
	paint(context, camera, pixels) {
		const ratio = this.#taken ? camera.scale / this.#taken.scale : 0;
		if (ratio < 0.5 || ratio > 1.5) {
			return false;
		}
		context.setTransform(ratio, 0, 0, ratio, pixels * (camera.left - this.#taken.left * ratio),
			pixels * (camera.top - this.#taken.top * ratio));
		context.drawImage(this.#canvas, 0, 0);
		return true;
	}

}
