// The picture as a file of its own: no style sheet, no script, no address in it, and all texts as text.
import { iconPath } from '../icons.js';
import { typeIcon } from '../words.js';
import { colours as currentColours } from './colours.js';
import { CRITICAL, Emphasis } from './emphasis.js';
import { cut, DETAIL_FONT, detailOf, nameOf, titleOf } from './node-text.js';
import { DETAIL_WIDTH, NAME_WIDTH, TEXT_LEFT } from './node-layer.js';
import { colourName, iconOf } from './outcomes.js';
import { HEIGHT, WIDTH } from './scene.js';

const MARGIN = 20;

// What XML does not allow even as a reference: most control characters and halves of surrogate pairs
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @param options { critical: a Set of ids or null, title } */
export function svgOf(scene, { critical, title }) {
	const colours = currentColours();
	const { left, top, width, height } = scene.bounds;
	const box = [left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].map(round);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" `
			+ 'font-family="-apple-system, BlinkMacSystemFont, Segoe UI, Inter, Roboto, Noto Sans, sans-serif">',
		`<title>${escape(title)}</title>`,
		`<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${colours.canvas}"/>`,
		...edges(scene, new Emphasis(scene.model, { critical }).edges(), colours),
		...scene.model.nodes.map((node, number) => nodeOf(node, scene.x[number], scene.y[number],
			critical?.has(node.id), colours)),
		'</svg>\n',
	].join('\n');
}

function edges(scene, styles, colours) {
	const { model } = scene;
	const lines = ['<g fill="none" stroke-width="1.3">'];
	for (let edge = 0; edge < model.from.length; edge++) {
		if (scene.starts[edge] < scene.starts[edge + 1]) {
			const dashes = model.calls[edge] ? ' stroke-dasharray="5 4"' : '';
			lines.push(`<path d="${line(scene, edge)}" stroke="${styles[edge] === CRITICAL ? colours.crit : colours.edge}"${dashes}/>`);
		}
	}
	return [...lines, '</g>'];
}

// The curve, and an arrow at its end
function line({ points, starts }, edge) {
	const at = (point) => [points[2 * point], points[2 * point + 1]];
	let [x, y] = at(starts[edge]);
	let path = `M${round(x)} ${round(y)}`;
	for (let point = starts[edge] + 1; point < starts[edge + 1]; point++) {
		const [toX, toY] = at(point);
		const half = (toX - x) / 2;
		path += `C${[x + half, y, toX - half, toY, toX, toY].map(round).join(' ')}`;
		[x, y] = [toX, toY];
	}
	return `${path}m-7 -3.5l7 3.5l-7 3.5`;
}

function nodeOf(node, x, y, isCritical, colours) {
	const colour = colours[colourName(node.outcome)];
	const border = isCritical ? `${colours.crit}" stroke-width="2` : `${colours.line}" stroke-width="1.2`;
	const stroke = `fill="none" stroke="${colour}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"`;
	return `<g transform="translate(${round(x - WIDTH / 2)} ${round(y - HEIGHT / 2)})"><title>${escape(titleOf(node))}</title>`
		+ (node.members ? `<rect x="4" y="4" width="${WIDTH}" height="${HEIGHT}" rx="7" fill="none" stroke="${colours.line}"/>`
			: '')
		+ `<rect width="${WIDTH}" height="${HEIGHT}" rx="7" fill="${colours.panel}" stroke="${border}"/>`
		+ `<rect y="6" width="4" height="${HEIGHT - 12}" fill="${colour}"/>`
		+ `<path transform="translate(12 14)" ${stroke} d="${iconPath(typeIcon(node.type))}"/>`
		+ `<path transform="translate(${WIDTH - 20} 9.7) scale(.6)" ${stroke} d="${iconPath(iconOf(node.outcome))}"/>`
		+ `<text x="${TEXT_LEFT}" y="19" font-size="13.5" font-weight="600" fill="${colours.fg}">${
			escape(nameOf(node, NAME_WIDTH))}</text>`
		+ `<text x="${TEXT_LEFT}" y="35" font-size="12" fill="${colours.muted}">${
			escape(cut(detailOf(node), DETAIL_FONT, DETAIL_WIDTH))}</text></g>`;
}

function escape(text) {
	return text.replace(NOT_XML, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

function round(number) {
	return Math.round(number * 10) / 10;
}
