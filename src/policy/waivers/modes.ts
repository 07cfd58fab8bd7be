/**
 * The waivers that apply in an audit, in addition to the waivers of the settings file and of the waiver file: waivers on objects, except
 * objects of charts; waivers on all objects; or no others (`file`). With `none`, no waivers apply at all.
 */
export const WAIVER_MODES = ['inline', 'all', 'file', 'none'] as const;
export type WaiverMode = typeof WAIVER_MODES[number];
