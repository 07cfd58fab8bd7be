// Generated from the folder report-page by `npm run docs`. Do not edit.

import { TEXT as baseCss } from './parts/base.css.generated';
import { TEXT as bodyHtml } from './parts/body.html.generated';
import { TEXT as cellsTs } from './parts/cells.ts.generated';
import { TEXT as columnsTs } from './parts/columns.ts.generated';
import { TEXT as dataTs } from './parts/data.ts.generated';
import { TEXT as detailsTs } from './parts/details.ts.generated';
import { TEXT as diffTs } from './parts/diff.ts.generated';
import { TEXT as domTs } from './parts/dom.ts.generated';
import { TEXT as filtersTs } from './parts/filters.ts.generated';
import { TEXT as headTs } from './parts/head.ts.generated';
import { TEXT as mainTs } from './parts/main.ts.generated';
import { TEXT as matrixTs } from './parts/matrix.ts.generated';
import { TEXT as modelTs } from './parts/model.ts.generated';
import { TEXT as networkCss } from './parts/network.css.generated';
import { TEXT as openedTs } from './parts/opened.ts.generated';
import { TEXT as printTs } from './parts/print.ts.generated';
import { TEXT as sortingTs } from './parts/sorting.ts.generated';
import { TEXT as storedTs } from './parts/stored.ts.generated';
import { TEXT as styleCss } from './parts/style.css.generated';
import { TEXT as themeTs } from './parts/theme.ts.generated';
import { TEXT as waiversTs } from './parts/waivers.ts.generated';

export const BODY = bodyHtml;
export const STYLE = `${baseCss}\n${styleCss}\n${networkCss}`;
export const NETWORK_STYLE = networkCss;
export const SCRIPT = `'use strict';\n{\n${[
  domTs,
  dataTs,
  modelTs,
  filtersTs,
  storedTs,
  headTs,
  columnsTs,
  cellsTs,
  sortingTs,
  matrixTs,
  diffTs,
  detailsTs,
  openedTs,
  waiversTs,
  printTs,
  themeTs,
  mainTs,
].join('\n')}\n}`;
