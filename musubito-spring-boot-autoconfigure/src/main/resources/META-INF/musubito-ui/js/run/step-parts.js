// What shows one step and does something with it: a third of the files of a run's page, and none of them is needed before a
// step is selected
export { ActionDialog } from './action-dialog.js';
export { stepPanel } from './panel.js';
export { stepActions } from './step-actions.js';
