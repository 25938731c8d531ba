/** The tabs of the panel of a step. */
export const TAB_IDS = new Set(['why', 'artifact', 'inputs', 'lineage']);
