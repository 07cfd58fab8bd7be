/**
 * Which waivers count in an audit, beside those of the settings file: those on the objects, but not those that come with a chart; all of
 * these; those of the waiver file; or none.
 */
export const WAIVER_MODES = ['inline', 'all', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];
