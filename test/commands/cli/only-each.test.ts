import { stringify } from 'yaml';
import { workspaces } from './support';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isDockerfileControl, onlyFillsIn } from '../../../src/policy/controls/control';
import { profileOf } from '../../../src/policy/engine/profile';
import { FORMAT_NAMES } from '../../../src/tasks/reports/formats/names';
import { goodPod } from '../../policy/controls/support';
import { UNSAFE_CHANGES } from '../../properties/unsafe-changes';
import { UNSAFE_DOCKERFILES, UNSAFE_OBJECTS } from '../../properties/unsafe-objects';

// `--only` selects what is shown, and never what is found: each control has the findings of a full audit, with the same exit code in each
// format. only.test.ts does the same for facts about other objects.

const workspace = workspaces();

/** Pods and objects in which a control finds something. */
function unsafeObjects(id: string): readonly object[] {
  const pods = (UNSAFE_CHANGES[id] ?? []).map(({ makeSafe, makeUnsafe }, index) => goodPod((spec, pod) => {
    const [main] = spec.containers;
    pod.metadata = { name: `pod-${index}`, namespace: 'shop' };
    Object.assign(spec, { initContainers: [], ephemeralContainers: [] });
    makeSafe(main, spec, pod.metadata);
    makeUnsafe(main, spec, pod.metadata);
  }));
  return [...pods, ...(UNSAFE_OBJECTS[id] ?? []).map(([object]) => object)];
}

/** The findings of a control, also those that are shown with others of the same cause. */
function findingsOf(id: string, findings: readonly any[]): readonly string[] {
  const fields = ({ kind, name, namespace }: any, { control, container, field, value, risk, severity }: any) =>
    JSON.stringify({ control, kind, name, namespace, container, field, value, risk, severity });
  return findings.flatMap((finding) => [finding, ...finding.also ?? []].filter(({ control }) => control === id)
    .map((each) => fields(finding, each))).sort();
}

const IN_PODS_AND_OBJECTS = CATALOG.filter((control) => !isDockerfileControl(control) && !onlyFillsIn(control))
  .map(({ id }) => id).filter((id) => profileOf('hardened').ids.has(id) && unsafeObjects(id).length > 0);

test('most controls have inputs', () => expect(IN_PODS_AND_OBJECTS.length).toBeGreaterThan(165));

async function expectSame(id: string): Promise<void> {
  const { findings } = await workspace().json('.', '--detail', 'all');
  const whole = findingsOf(id, findings);
  const alone = await workspace().json('.', '--detail', 'all', '--only', id);
  expect(findingsOf(id, alone.findings)).toEqual(whole);
  expect(alone.findings.map(({ control }) => control).filter((control) => control !== id)).toEqual([]);
  const reports = FORMAT_NAMES.flatMap((format) => ['--report', `${format}=report.${format}`]);
  const { status } = await workspace().audit('.', '--detail', 'all', '--only', id, ...reports);
  expect([alone.status, status]).toEqual(Array(2).fill(alone.findings.some(({ severity }) => severity === 'error') ? 1 : 0));
}

test.each(IN_PODS_AND_OBJECTS)('%s alone finds what it finds in a full audit', async (id) => {
  workspace().write({ 'all.yaml': unsafeObjects(id).map((each) => stringify(each)).join('---\n') });
  await expectSame(id);
});

test.each(Object.entries(UNSAFE_DOCKERFILES))('%s alone finds what it finds in a full audit', async (id, pairs) => {
  workspace().write(Object.fromEntries(pairs.map(([text], index) => [`${index}/Dockerfile`, text])));
  await expectSame(id);
});
