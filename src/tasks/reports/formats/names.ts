/** The formats of a report. Apart from their code, which only a command that writes one loads. */
export const FORMAT_NAMES = ['text', 'json', 'sarif', 'junit', 'markdown', 'html', 'github', 'gitlab', 'rdjson'] as const;
export type FormatName = typeof FORMAT_NAMES[number];
