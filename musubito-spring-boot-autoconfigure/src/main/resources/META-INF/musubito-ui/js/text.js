// What a model or a user wrote may hold characters that are not seen, or that turn the order of what follows. They are
// shown by name, so that what people read is what is there.
// The same ones as in reports (io.musubito.report.VisibleText).
const UNSEEN = new RegExp('(?![\\n\\t])(?:[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]|\\p{Noncharacter_Code_Point}'
	// Blank, though they are letters, marks or symbols, and variations beside the two of emoji
	+ '|[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2065\\u2800\\u3164\\uffa0\\ufe00-\\ufe0d\\u{e0100}-\\u{e01ef}])', 'gu');

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
