/** The formats of a report. Their code is elsewhere, because only a command that writes a report loads it. */
export const FORMAT_NAMES = [
  'text', 'json', 'sarif', 'junit', 'markdown', 'html', 'github', 'gitlab', 'rdjson', 'policyreport', 'openreports',
] as const;
export type FormatName = typeof FORMAT_NAMES[number];
