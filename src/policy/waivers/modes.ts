/**
 * The waivers that apply in an audit, in addition to the waivers of the settings file: waivers on objects, except objects of charts;
 * waivers on all objects; waivers of the waiver file; or none.
 */
export const WAIVER_MODES = ['inline', 'all', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];
