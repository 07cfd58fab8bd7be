import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { sensibleWorkload, workload } from './manifests';
import { anyPolicy } from './settings';
import { CATALOGUE } from '../../src/controls/catalogue';
import { isPodControl, PodControl } from '../../src/controls/control';
import { stepsOf } from '../../src/engine/fixes';
import { harden, hardenBy } from '../../src/engine/harden';
import { JsonObject } from '../../src/manifest/json';
import { DEFAULT_SETTINGS, Settings } from '../../src/settings/settings';

const GOLDEN = join(__dirname, '../golden');
const CHANGING = CATALOGUE.filter(isPodControl).filter(({ fix, override }) => fix || override);
const IDS = CHANGING.map(({ id }) => id);

/** The workloads of the golden files, without what hardening fills in. */
const REAL = readdirSync(GOLDEN).filter((file) => file.endsWith('.yaml')).flatMap((file) =>
  readFileSync(join(GOLDEN, file), 'utf8').split(/^---$/m).map((text) => load(text) as JsonObject).filter((object) => object?.kind)
    .map((object) => JSON.parse(JSON.stringify(object, (key, value) => ['securityContext', 'resources'].includes(key) ? undefined : value))));

const SUBJECTS: readonly (readonly [JsonObject, Settings])[] = [
  ...REAL.map((manifest) => [manifest, DEFAULT_SETTINGS] as const),
  ...fc.sample(fc.tuple(fc.oneof(workload, sensibleWorkload), anyPolicy), { numRuns: process.env.FULL_RUNS ? 400 : 60, seed: 7 }),
];
/** Made by the first test, and not while this file is loaded: mutation tests would run all tests for each mutant of the engine. */
let inCatalogueOrder: { readonly filledIn: readonly unknown[]; readonly overridden: readonly unknown[] } | undefined;

function expected() {
  const steps = stepsOf({ level: 'hardened', overridesUnsafe: true });
  inCatalogueOrder ??= {
    filledIn: SUBJECTS.map(([manifest, settings]) => harden(manifest, settings).manifest),
    overridden: SUBJECTS.map(([manifest, settings]) => hardenBy(manifest, () => ({ settings, steps })).manifest),
  };
  return inCatalogueOrder;
}

/** Hardens with the fixes of another catalogue, whose order only `after` limits. */
function engineWith(ids: readonly string[]) {
  let engine: { harden: typeof harden; hardenBy: typeof hardenBy; stepsOf: typeof stepsOf };
  jest.isolateModules(() => {
    jest.doMock('../../src/controls/catalogue', () => {
      const { CATALOGUE: controls } = jest.requireActual<{ CATALOGUE: typeof CATALOGUE }>('../../src/controls/catalogue');
      return { CATALOGUE: ids.map((id) => controls.find((control) => control.id === id)) };
    });
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    engine = { ...require('../../src/engine/harden'), ...require('../../src/engine/fixes') };
  });
  jest.dontMock('../../src/controls/catalogue');
  return engine!;
}

const ORDERS = [[...IDS].reverse(), ...fc.sample(fc.shuffledSubarray(IDS, { minLength: IDS.length }), { numRuns: 20, seed: 7 })];

test.each(ORDERS.map((order) => [order]))('fixes have the same result in another order, %#', (order) => {
  const { harden: hardenShuffled, hardenBy: hardenByShuffled, stepsOf: shuffled } = engineWith(order);
  const steps = shuffled({ level: 'hardened', overridesUnsafe: true });
  const { filledIn, overridden } = expected();
  SUBJECTS.forEach(([manifest, settings], index) => {
    // Beside keys that the author wrote in no order, new ones are in the order of the fixes.
    expect(hardenShuffled(manifest, settings).manifest).toEqual(filledIn[index]);
    expect(hardenByShuffled(manifest, () => ({ settings, steps })).manifest).toEqual(overridden[index]);
  });
});

test('every control runs after controls that change something, and never after itself', () => {
  const idsAfter = ({ id, after = [] }: PodControl, seen: readonly string[] = []): readonly string[] => {
    expect(seen).not.toContain(id);
    return after.flatMap((each) => idsAfter(CHANGING.find((control) => control.id === each)!, [...seen, id]));
  };
  expect(CHANGING.flatMap((control) => idsAfter(control))).toEqual([]);
});
