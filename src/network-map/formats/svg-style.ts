/** The colors of a picture. */
interface Palette {
  readonly paper: string;
  readonly raised: string;
  readonly ink: string;
  readonly quiet: string;
  readonly open: string;
}

const LIGHT: Palette = { paper: '#ffffff', raised: '#f5f7fa', ink: '#17202c', quiet: '#55606f', open: '#b3261e' };
const DARK: Palette = { paper: '#10151c', raised: '#171e28', ink: '#e4e9f0', quiet: '#9fabbb', open: '#ff8a80' };
/** Those of the HTML report, see report-page/base.css. */
const PAGE: Palette = { paper: 'var(--paper)', raised: 'var(--raised)', ink: 'var(--ink)', quiet: 'var(--quiet)', open: 'var(--error)' };

const SHAPES = [
  '.network-map text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;text-anchor:middle}',
  '.network-map .name{font-size:14px;font-weight:600}',
  '.network-map text.note{text-anchor:start}',
  '.network-map .open rect{stroke-dasharray:6 4;stroke-width:2px}',
].join('');

function colors({ paper, raised, ink, quiet, open }: Palette): string {
  return [
    `.network-map .paper{fill:${paper}}`,
    `.network-map text{fill:${ink}}`,
    `.network-map .detail,.network-map .note{fill:${quiet}}`,
    `.network-map .node rect{fill:${raised};stroke:${quiet}}`,
    `.network-map .outside rect{fill:${paper}}`,
    `.network-map .open rect{stroke:${open}}`,
    `.network-map .line{stroke:${quiet}}`,
    `.network-map .arrow{fill:${quiet}}`,
  ].join('');
}

/** The style of a picture in a file of its own. */
export function standaloneStyle(): string {
  return `${SHAPES}${colors(LIGHT)}@media (prefers-color-scheme: dark){${colors(DARK)}}`;
}

/** The style of pictures in the HTML report. */
export function pageStyle(): string {
  return `${SHAPES}${colors(PAGE)}`;
}
