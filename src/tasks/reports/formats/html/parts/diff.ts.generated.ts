// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  "function diffBlock(lines) {",
  "    return element('pre', { class: 'code diff' }, ...lines.map(diffLine));",
  "}",
  "function diffLine(text) {",
  "    const tag = text.startsWith('+') ? 'ins' : text.startsWith('-') ? 'del' : 'span';",
  "    return element(tag, { class: text.startsWith('@@ ') ? 'line hunk' : 'line' }, `${text}\\n`);",
  "}",
].join('\n');
