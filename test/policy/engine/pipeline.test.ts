import { JsonObject } from '../../../src/formats/manifest/json';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isWaivable } from '../../../src/policy/controls/control';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { comparedWith, Publication } from '../../../src/policy/engine/pipeline';
import { profileOf } from '../../../src/policy/engine/profile';
import { goodPod } from '../controls/support';

const POD = goodPod((spec, pod) => {
  pod.metadata = { name: 'web' };
  spec.containers[0].securityContext.privileged = true;
  spec.containers[0].image = 'nginx:latest';
  delete spec.initContainers[0].image;
});
const FOUND = evaluate(POD, profileOf('hardened'));
const foundBy = (id: string) => FOUND.find(({ control }) => control.id === id)!;
const EVERYTHING = () => true;

/** The controls whose findings stay when a baseline lists everything. */
const kept = (findings: readonly EvaluatedFinding[], object = POD) =>
  comparedWith(EVERYTHING, findings, object).filter(({ isListed }) => !isListed).map(({ control }) => control.id);

describe('a baseline that lists everything', () => {
  test('hides findings', () => {
    expect(comparedWith(EVERYTHING, [foundBy('privileged')], POD)).toEqual([{ ...foundBy('privileged'), isListed: true }]);
  });

  test('never hides what the control says that Kubernetes refuses', () => {
    const refused = CATALOG.filter(({ refusedBy }) => refusedBy !== undefined);
    expect(refused.length).toBeGreaterThan(10);
    const findings = refused.map((control) => ({ ...foundBy('privileged'), control, refusedBy: control.refusedBy }));
    expect(kept(findings)).toEqual(refused.map(({ id }) => id));
  });

  test('never hides a value that Kubernetes refuses, although the control accepts others', () => {
    const [missing, latest] = FOUND.filter(({ control }) => control.id === 'image-tag');
    expect([missing, latest].map(({ refusedBy }) => refusedBy)).toEqual(['api-server', undefined]);
    expect(kept([missing, latest])).toEqual(['image-tag']);
  });

  test('never hides problems of waivers, declarations and the output', () => {
    const outside = CATALOG.filter((control) => !isWaivable(control));
    expect(kept(outside.map((control) => ({ ...foundBy('privileged'), control })))).toEqual(outside.map(({ id }) => id));
  });

  test('is not asked about waived findings, nor about an object without a name', () => {
    expect(kept([{ ...foundBy('privileged'), waiver: { control: 'privileged', reason: 'r' } }])).toEqual(['privileged']);
    const unnamed = { ...POD, metadata: {} };
    expect(kept([{ ...foundBy('privileged'), object: unnamed }], unnamed)).toEqual(['privileged']);
    expect(kept([{ ...foundBy('privileged'), object: unnamed }])).toEqual(['privileged']);
    expect(kept([{ ...foundBy('privileged'), object: undefined }], unnamed)).toEqual(['privileged']);
  });
});

test('without a baseline nothing changes', () => expect(comparedWith(undefined, FOUND, POD)).toBe(FOUND));

describe('a token', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } };
  const [ofAccount] = evaluate(account, profileOf('hardened'));
  const ofPod = { ...foundBy('privileged'), ...FOUND.find(({ control }) => control.id === 'service-account-token'), account: 'web' };
  const source = { placeOf: () => 'unit a', toHeld: ({ control }: EvaluatedFinding) => control.id };

  const token = { ...ofPod, control: CATALOG.find(({ id }) => id === 'service-account-token')!, object: POD };
  const accountNamed = (name?: string) => ({ ...ofAccount, object: { ...account, metadata: { name } } });
  const left = (findings: readonly EvaluatedFinding[], placeOf: (object: JsonObject) => string = source.placeOf) => {
    const publication = new Publication<string | undefined>();
    publication.publish(findings, { placeOf, toHeld: ({ object }) => (object as typeof account).metadata.name });
    return publication.left();
  };

  test('that a pod uses is reported on the pod, whichever comes first', () => {
    for (const findings of [[[ofAccount], [token]], [[token], [ofAccount]]]) {
      const publication = new Publication<string>();
      expect(findings.flatMap((each) => publication.publish(each, source)).map(({ control }) => control.id)).toEqual(['service-account-token']);
      expect(publication.left()).toEqual([]);
    }
  });

  test('that no pod uses is reported on the account, at the end', () => {
    const publication = new Publication<string>();
    expect(publication.publish([ofAccount], source)).toEqual([]);
    expect(publication.left()).toEqual(['service-account-automount']);
  });

  test('of one account waits, beside findings that do not wait', () => {
    const publication = new Publication<string>();
    expect(publication.publish([ofAccount, foundBy('privileged')], source)).toEqual([foundBy('privileged')]);
  });

  test('of another account, or of an account with that name elsewhere, is reported on the account', () => {
    expect(left([token, accountNamed('web'), accountNamed('db')])).toEqual(['db']);
    expect(left([token, accountNamed('web')], ({ kind }) => String(kind))).toEqual(['web']);
  });

  test('of an account without a name is reported on the account, even if a pod names no account', () => {
    expect(left([{ ...token, account: undefined }, accountNamed()])).toStrictEqual([undefined]);
  });

  test('does not wait if it is waived', () => {
    const waived = { ...ofAccount, waiver: { control: 'service-account-automount', reason: 'r' } };
    const publication = new Publication<string>();
    expect(publication.publish([waived], source)).toEqual([waived]);
    expect(publication.left()).toEqual([]);
  });

  test('does not wait if its source says so', () => {
    const publication = new Publication<string>();
    expect(publication.publish([ofAccount], { ...source, canWait: () => false })).toEqual([ofAccount]);
    expect(publication.left()).toEqual([]);
  });
});

test('findings with one cause are one finding', () => {
  const both = FOUND.filter(({ control: { id }, container }) => ['image-tag', 'image-digest'].includes(id) && container === 'main');
  expect(both).toHaveLength(2);
  const published = new Publication().publish(both, { placeOf: () => 'unit a', toHeld: () => undefined });
  expect(published).toHaveLength(1);
  expect(published[0].also).toHaveLength(1);
});
