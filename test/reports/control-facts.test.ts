import { CATALOGUE } from '../../src/controls/catalogue';
import { always, Control, DockerfileControl, ObjectControl, PodControl } from '../../src/controls/control';
import { isFilledIn, kindsOf, knownAs, versionsText } from '../../src/reports/control-facts';

const BASE = { id: 'x', title: 'X', level: 'hardened', severity: 'error', why: 'X.', remedy: 'x', knownAs: {} } as const;
const NOTHING = () => [];
const pod = (fields: Partial<PodControl> = {}): Control => ({ ...BASE, checks: always(NOTHING), ...fields });
const object = (fields: Partial<ObjectControl> = {}): Control => ({ ...BASE, checkObject: NOTHING, ...fields });
const dockerfile = (fields: Partial<DockerfileControl> = {}): Control => ({ ...BASE, checkDockerfile: NOTHING, ...fields });
const since = (...versions: number[]) => pod({ checks: versions.map((version) => ({ since: version, check: NOTHING })) });

test.each<[Control, string | undefined]>([
  [since(0), undefined],
  [since(19), 'from Kubernetes 1.19 on'],
  [since(0, 19), 'from Kubernetes 1.0 on, in other forms from 1.19 on'],
  [since(8, 22, 25), 'from Kubernetes 1.8 on, in other forms from 1.22, 1.25 on'],
  [pod({ checks: [{ since: 0, level: 'hardened', check: NOTHING }, { since: 34, check: NOTHING }] }), 'from Kubernetes 1.34 on, in the profile hardened from 1.0 on'],
  [object(), undefined],
  [dockerfile(), undefined],
])('versions %#', (control, expected) => expect(versionsText(control)).toBe(expected));

test.each<[Control['knownAs'], string[]]>([
  [{}, []],
  [{ checkov: ['CKV_K8S_1'] }, ['Checkov CKV_K8S_1']],
  [{ kyverno: ['b', 'a'], pss: ['x'] }, ['Pod Security Standards x', 'Kyverno b, a']],
])('known as %j', (names, expected) => {
  expect(knownAs(pod({ knownAs: names }))).toEqual(expected);
  expect(knownAs(object({ knownAs: names }))).toEqual(expected);
});

test('no name of a standard is forgotten', () => {
  for (const control of CATALOGUE) {
    expect(knownAs(control)).toHaveLength(Object.keys(control.knownAs).length);
  }
});

test.each<[Control, string[]]>([
  [pod(), []],
  [object(), []],
  [dockerfile(), ['Dockerfile']],
  [object({ kinds: ['/Secret', 'rbac.authorization.k8s.io/Role'] }), ['Secret', 'rbac.authorization.k8s.io/Role']],
])('kinds %#', (control, expected) => expect(kindsOf(control)).toEqual(expected));

test.each<[Control, boolean]>([[pod(), false], [pod({ fix: () => {} }), true], [object(), false], [dockerfile(), false]])('filled in %#', (control, expected) => {
  expect(isFilledIn(control)).toBe(expected);
});
