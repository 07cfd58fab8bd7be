import { readFileSync } from 'fs';
import { table } from './markdown';
import { groupBy } from '../src/formats/manifest/group-by';
import { knownIds, NOT_OURS } from '../test/policy/controls/known-as/not-ours';
import { GoScanner } from '../test/programs/go-scanners/go-scanner';
import { GO_SCANNERS } from '../test/programs/pinned';
import { TESTED_SCANNERS } from '../test/scanners/support/scanners';

const RESULTS = 'test/scanners/examples.json';

/** The findings of a scanner on the output of all examples. */
interface Result {
  readonly plain: number;
  readonly hardened: number;
  readonly left: readonly { readonly id: string; readonly reason: string; readonly objects: number }[];
}

/** Checks by their ids, or their number if no control is known as one of them. */
function checksText(checks: Result['left'], haveControls: boolean): string {
  return haveControls ? checks.map(({ id, objects }) => `\`${id}\` (${objects})`).join(', ')
    : `${checks.length} (${checks.reduce((sum, { objects }) => sum + objects, 0)})`;
}

export const SCANNERS_HEADING = '## Other scanners';

/** The section of docs/explanation/proof.md on scanners. */
export function scannersSection(): string {
  const results: { readonly [scanner: string]: Result } = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const rows = TESTED_SCANNERS.map(({ standard }) => {
    const { plain, hardened } = results[standard.name];
    const { version } = GO_SCANNERS[standard.name.toLowerCase() as GoScanner];
    return [standard.name, version, new Set(knownIds(standard)).size, plain, hardened].map(String);
  });
  const left = TESTED_SCANNERS.flatMap(({ standard: { name } }) => [...groupBy(results[name].left, ({ reason }) => reason)]
    .map(([reason, same]) => [name, checksText(same, NOT_OURS[name][reason] === undefined), reason]));
  return [
    SCANNERS_HEADING,
    'The results of `npm run test:scanners`, which `npm run test:full -- scanners` runs. The scanners are built from Go modules. Each reports what '
      + '[the reference](../reference/controls.md) says under "known as", each check of its own list has a control or '
      + '[a reason](../../test/policy/controls/known-as/not-ours.ts), and with the exceptions that the library writes for a waiver, exactly the waived finding is '
      + 'gone. Checkov is part of `npm run test:slow`. Trivy and Kyverno are not run yet: their exceptions are only tested as text. Kubescape needs its rules '
      + 'from github.com/kubescape/regolibrary, which no package registry has, so only its annotations and exceptions as text are tested.',
    'Each scanner on the output of the [examples](../../examples), without log-shipper, whose gate refuses plain kinds:',
    table(['scanner', 'version', 'checks with a control', 'their findings with kinds of cdk8s-plus', 'with hardened kinds'], rows),
    'All findings that are left with hardened kinds, also those of checks without a control:',
    table(['scanner', 'checks, with their numbers of objects', 'reason'], left),
  ].join('\n\n');
}
