import { duration } from '../format.js';

const TICK_WIDTH = 76;
const STEPS = [1, 2, 5];
// What people read in whole minutes and hours, in milliseconds
const LONG_STEPS = [10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000,
	21_600_000,
	43_200_000, 86_400_000];

/** How many milliseconds the axis covers: the run, and what replay avoided, if that is shown. */
export function axisLength(wall, rows, ghosts) {
	const ends = rows.map((row) => row.step ? endOf(row.step, ghosts) : Math.max(row.end, ghosts ? row.ghostEnd : 0));
	return ends.reduce((most, end) => Math.max(most, end), Math.max(1, wall));
}

/** Where the lines of the axis stand, as parts of it, and what they say. */
export function ticksOf(axis, width) {
	const step = tickStep(axis, Math.max(2, Math.floor(width / TICK_WIDTH)));
	const ticks = [];
	for (let at = 0; at <= axis; at += step) {
		ticks.push({ at: at / axis, label: at === 0 ? '0' : label(at, step) });
	}
	return ticks;
}

function label(at, step) {
	return at < 60_000 && step % 1000 === 0 ? `${at / 1000} s` : duration(at);
}

function tickStep(axis, most) {
	for (let power = 1; power < 10_000; power *= 10) {
		const found = STEPS.map((step) => step * power).find((step) => axis / step <= most);
		if (found) {
			return found;
		}
	}
	return LONG_STEPS.find((step) => axis / step <= most) ?? axis / most;
}

function endOf(step, ghosts) {
	return ghosts && step.filter === 'replayed' ? Math.max(step.end, step.start + step.savedMs) : step.end;
}
