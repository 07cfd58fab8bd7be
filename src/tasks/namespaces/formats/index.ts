import { toNamespacesJson } from './json';
import { toNamespacesMarkdown } from './markdown';
import { toNamespacesText } from './text';
import { Rollout } from '../rollout';

/** The formats of the command `namespaces`, by name. */
export const NAMESPACES_FORMATS = {
  text: toNamespacesText, json: toNamespacesJson, markdown: toNamespacesMarkdown,
} satisfies { readonly [format: string]: (rollout: Rollout) => string };
