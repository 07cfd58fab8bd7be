// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  "const STATES = ['error', 'warning', 'waived', 'baselined'];",
].join('\n');
