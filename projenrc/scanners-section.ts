import { readFileSync } from 'fs';
import { table } from './markdown';
import { groupBy } from '../src/formats/manifest/group-by';
import { knownIds, NOT_OURS } from '../test/policy/controls/known-as/not-ours';
import { GoScanner } from '../test/programs/go-scanners/go-scanner';
import { GO_SCANNERS } from '../test/programs/pinned';
import { TESTED_SCANNERS } from '../test/scanners/support/scanners';

const RESULTS = 'test/scanners/examples.json';

/** A check that reports hardened objects: a control reports them, too, or there is a reason. */
interface LeftFinding {
  readonly id: string;
  readonly control?: string;
  readonly reason?: string;
  readonly objects: number;
}

/** The findings of a scanner on the output of all examples. */
interface Result {
  readonly plain: number;
  readonly hardened: number;
  readonly left: readonly LeftFinding[];
}

/** Checks by their ids, or their number if no control is known as one of them. */
function checksText(checks: readonly LeftFinding[], haveControls: boolean): string {
  const sum = (some: readonly LeftFinding[]) => some.reduce((total, { objects }) => total + objects, 0);
  return haveControls ? [...groupBy(checks, ({ id }) => id)].map(([id, same]) => `\`${id}\` (${sum(same)})`).join(', ') : `${checks.length} (${sum(checks)})`;
}

/** Those with controls in one row, and the others by their reasons. */
function leftRows(name: string, left: readonly LeftFinding[]): readonly string[][] {
  const ours = left.filter(({ control }) => control !== undefined);
  const controls = [...new Set(ours.map(({ control }) => `\`${control}\``))].sort().join(', ');
  const others = [...groupBy(left.filter(({ control }) => control === undefined), ({ reason }) => reason!)];
  return [
    ...ours.length > 0 ? [[name, checksText(ours, true), `the library reports them, too: ${controls}`]] : [],
    ...others.map(([reason, same]) => [name, checksText(same, NOT_OURS[name][reason] === undefined), reason]),
  ];
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
  const left = TESTED_SCANNERS.flatMap(({ standard: { name } }) => leftRows(name, results[name].left));
  return [
    SCANNERS_HEADING,
    'The results of `npm run test:scanners`, which `npm run test:full -- scanners` runs. The scanners are built from Go modules. Each reports what '
      + '[the reference](../reference/controls.md) says under "known as", each check of its own list has a control or '
      + '[a reason](../../test/policy/controls/known-as/not-ours.ts), and with the exceptions that the library writes for a waiver, exactly the waived finding is '
      + 'gone. Checkov is part of `npm run test:slow`. Trivy has only its embedded checks. Kyverno decides by the policies of `policies --target kyverno` '
      + 'as `audit` does, and its exceptions cover exactly their workload, what it creates, and their policies. The Go proxy serves neither kyverno/policies nor '
      + 'kubescape/regolibrary (403), and no other registry of packages has them: policies that refuse everything stand in for those of Kyverno, and the '
      + 'exceptions for Kubescape are only tested as text.',
    'Each scanner on the output of the [examples](../../examples), without log-shipper, whose gate refuses plain kinds:',
    table(['scanner', 'version', 'checks with a control', 'their findings with kinds of cdk8s-plus', 'with hardened kinds'], rows),
    'All findings that are left with hardened kinds, also those of checks without a control:',
    table(['scanner', 'checks, with their numbers of objects', 'reason'], left),
  ].join('\n\n');
}
