/** Which waivers count in an audit, beside those of the settings file: those on the objects, those of the waiver file, or none. */
export const WAIVER_MODES = ['inline', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];
