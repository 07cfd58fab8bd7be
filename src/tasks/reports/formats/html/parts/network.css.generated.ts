// Generated from the folder report-page by `npm run docs`. Do not edit.

export const TEXT = [
  ".network-map text { font: 12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", \"Liberation Sans\", Arial, sans-serif; text-anchor: middle; fill: var(--ink); }",
  ".network-map .name { font-size: 14px; font-weight: 600; }",
  ".network-map .note { text-anchor: start; }",
  ".network-map .detail, .network-map .note { fill: var(--quiet); }",
  ".network-map .paper { fill: var(--paper); }",
  ".network-map .node rect { fill: var(--raised); stroke: var(--quiet); }",
  ".network-map .outside rect { fill: var(--paper); }",
  ".network-map .open rect { stroke: var(--error); stroke-width: 2px; stroke-dasharray: 6 4; }",
  ".network-map .line { stroke: var(--quiet); }",
  ".network-map .arrow { fill: var(--quiet); }",
].join('\n');
