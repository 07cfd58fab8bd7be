import { NETWORK_STYLE } from '../../reports/formats/html/page.generated';

/** The colors of report-page/base.css that the style names. */
const LIGHT = '--paper:#ffffff;--raised:#f5f7fa;--ink:#17202c;--quiet:#55606f;--error:#b3261e';
const DARK = '--paper:#10151c;--raised:#171e28;--ink:#e4e9f0;--quiet:#9fabbb;--error:#ff8a80';

/** The style of a picture in a file of its own. In the HTML report it has the colors of the page. */
export function standaloneStyle(): string {
  return `svg{${LIGHT}}@media (prefers-color-scheme: dark){svg{${DARK}}}\n${NETWORK_STYLE.trim()}`;
}
