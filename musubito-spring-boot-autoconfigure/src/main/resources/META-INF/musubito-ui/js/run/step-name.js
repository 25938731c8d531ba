// 'forEach[1]/item[3]/investigate[1]': where the call stands in the run, each number from one
const ITEM = /(?:^|\/)forEach\[(\d+)\]\/item\[(\d+)\]/g;

/** A step's name as short as can be: 'draft', 'investigate[3]' for the third item, 'draft[2]' for the second call. */
export function stepName({ operation, position }, calls) {
	if (calls === 1 || !position) {
		return operation;
	}
	const items = [...position.matchAll(ITEM)].map(([, fanOut, item]) => `[${fanOut === '1' ? ''
		: `${fanOut}.`}${item}]`).join('');
	const call = /\[(\d+)\]$/.exec(position)?.[1];
	return `${operation}${items}${call === undefined || (items && call === '1') ? '' : `[${call}]`}`;
}
