// What a model or a user wrote may hold characters that are not seen, or that turn the order of what follows. They are
// shown by name, so that what people read is what is there.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const NAMES = { 0x1b: 'ESC', 0x0d: 'CR', 0x00: 'NUL' };

function name(character) {
	const code = character.codePointAt(0);
	return `⟦${NAMES[code] ?? 'U+' + code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** Text of others as it may be shown: in the same order as it is stored, nothing hidden. */
export function visible(text) {
	return String(text).replace(/\r\n/g, '\n').replace(UNSEEN, name);
}

/** The same on one line, at most so many characters. */
export function oneLine(text, length = 200) {
	const line = visible(text).replace(/\s+/g, ' ');
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
