import { toJson } from './json';
import { toMermaid } from './mermaid';
import { toSvg } from './svg';
import { toTable } from './table';
import { NetworkMap } from '../network-map';

/** The formats of a map, by name. */
export const NETWORK_FORMATS = {
  table: toTable, mermaid: toMermaid, svg: toSvg, json: toJson,
} satisfies { readonly [format: string]: (map: NetworkMap) => string };
