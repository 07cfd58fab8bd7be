import { stringify } from 'yaml';
import { GOOD, settings, WAIVER, waivingPod, workspaces, WRITABLE_ROOT } from './support';

const workspace = workspaces();

const LISTED = ['pod.yaml', '--waiver-file', 'waivers.yaml'];
const PAST = '2020-01-31';
const FUTURE = '2999-12-31';

/** What an audit of one pod came to, in short. */
async function evaluate(pod: string, waiverFile: string | undefined, ...args: string[]) {
  workspace().write({ 'pod.yaml': pod, ...(waiverFile && { 'waivers.yaml': waiverFile }) });
  const { status, findings, report, stderr } = await workspace().json(...args);
  return { status, stderr, waived: report.summary.waived, found: findings.map(({ control, severity, waived }) => `${control} ${waived ? 'waived' : severity}`), findings };
}

describe('--waivers inline', () => {
  test('is the default, and uses waivers of objects', async () => {
    expect(await evaluate(waivingPod([WAIVER]), undefined, 'pod.yaml')).toMatchObject({ status: 0, waived: 1, found: ['read-only-root-filesystem waived'] });
  });

  test('shows waived findings in text without a fix', async () => {
    const { stdout } = await workspace().write({ 'pod.yaml': waivingPod([WAIVER]) }).audit('pod.yaml', '--waivers', 'inline', '--detail', 'all');
    expect(stdout).toMatch(/^0 errors, 0 warnings, 1 waived .*\n\npod\.yaml: Pod shop\/good\n {2}\d+:\d+: waived: read-only-root-filesystem: .*\n\n.*\nmedium +read-only-root-filesystem +1 +pod\.yaml:\d+:\d+\n$/);
  });

  test.each<[string, string, string]>([
    ['an unknown control', '[{"control":"rofs","reason":"a b c"}]', 'unknown control "rofs"'],
    ['no reason', '[{"control":"privileged"}]', 'reason is missing'],
    ['an object instead of a list', '{}', 'it is not a list of waivers'],
    ['text that is not JSON', 'yes', 'cannot be read'],
  ])('an annotation with %s is an error and covers nothing', async (_, annotation, message) => {
    const pod = waivingPod([]).replace(/(cdk8s-hardened\/waivers: ).*/, `$1'${annotation}'`);
    const { status, found, findings } = await evaluate(pod, undefined, 'pod.yaml');
    expect({ status, found }).toEqual({ status: 1, found: ['read-only-root-filesystem warning', 'waiver-invalid error'] });
    expect(findings[1]).toMatchObject({ path: '/metadata/annotations/cdk8s-hardened~1waivers', message: expect.stringContaining(message) });
  });

  test.each<[string, object, { control: string; message: string; remedy: string }]>([
    ['covers nothing', { ...WAIVER, control: 'privileged' }, {
      control: 'waiver-unused', message: 'waiver-unused: waiver of "privileged" covers nothing', remedy: 'remove the waiver',
    }],
    ['covers another container', { ...WAIVER, containers: ['sidecar'] }, {
      control: 'waiver-unused',
      message: `waiver-unused: waiver of "${WAIVER.control}" references unknown container "sidecar"`,
      remedy: 'use "main"',
    }],
    ['also covers another container', { ...WAIVER, containers: ['main', 'mian'] }, {
      control: 'waiver-unused',
      message: `waiver-unused: waiver of "${WAIVER.control}" references unknown container "mian"`,
      remedy: 'remove the container "mian" from the waiver',
    }],
    ['has expired', { ...WAIVER, expires: PAST }, {
      control: 'waiver-expired',
      message: `waiver-expired: waiver of "${WAIVER.control}" expired at the end of ${PAST} (UTC)`,
      remedy: 'fix the findings that the waiver covers, or renew it with a new date',
    }],
  ])('a waiver that %s is an error', async (_, waiver, expected) => {
    const { status, findings } = await evaluate(waivingPod([waiver]), undefined, 'pod.yaml');
    expect(status).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({ ...expected, severity: 'error' }));
  });

  test('a waiver of a control outside the profile is not an error', async () => {
    expect(await evaluate(waivingPod([WAIVER]), undefined, 'pod.yaml', '--profile', 'pss-restricted')).toMatchObject({ status: 0, found: [] });
  });

  test('uses a waiver file, too: its waivers, and its limits for all', async () => {
    const both = ['pod.yaml', '--waivers', 'inline', '--waiver-file', 'waivers.yaml'];
    expect(await evaluate(WRITABLE_ROOT, settings([WAIVER]), ...both)).toMatchObject({ status: 0, found: ['read-only-root-filesystem waived'], stderr: [] });
    expect(await evaluate(waivingPod([WAIVER]), settings([], { neverWaive: [WAIVER.control] }), ...both)).toMatchObject({
      status: 1, found: ['read-only-root-filesystem waived', 'waiver-forbidden error'],
    });
  });
});

describe('--waivers none', () => {
  test('uses no waivers', async () => {
    expect(await evaluate(waivingPod([WAIVER]), settings([WAIVER]), 'pod.yaml', '--waivers', 'none', '--waiver-file', 'waivers.yaml', '--fail-on', 'medium'))
      .toMatchObject({ status: 1, found: ['read-only-root-filesystem warning'], stderr: [] });
  });
});

describe('--waiver-file', () => {
  test('uses the waivers of the file', async () => {
    expect(await evaluate(WRITABLE_ROOT, settings([WAIVER]), ...LISTED)).toMatchObject({ status: 0, found: ['read-only-root-filesystem waived'], stderr: [] });
  });

  test('accepts the same waiver on the object', async () => {
    expect(await evaluate(waivingPod([WAIVER]), settings([WAIVER]), ...LISTED)).toMatchObject({ status: 0, found: ['read-only-root-filesystem waived'] });
  });

  test.each<[string, object, string]>([
    ['another control', { ...WAIVER, control: 'privileged' }, settings([WAIVER])],
    ['less', { ...WAIVER, containers: ['main', 'sidecar'] }, settings([WAIVER])],
    ['another object', WAIVER, settings([{ ...WAIVER, target: { kind: 'Pod', name: 'good' } }])],
    ['nothing at all', WAIVER, settings([])],
  ])('refuses a self-declared waiver if the file lists %s', async (_, own, file) => {
    const { status, findings } = await evaluate(waivingPod([own]), file as unknown as string, ...LISTED);
    expect(status).toBe(1);
    expect(findings).toContainEqual(expect.objectContaining({
      control: 'waiver-unlisted',
      severity: 'error',
      waived: false,
      message: expect.stringContaining('is in neither the waiver file nor the settings file, so it is ignored'),
    }));
  });

  test('refuses a self-declared waiver even if it covers nothing', async () => {
    const pod = waivingPod([WAIVER], () => {});
    expect(await evaluate(pod, settings([]), ...LISTED)).toMatchObject({ status: 1, found: ['waiver-unlisted error'] });
  });

  const ONLY = 'but only Pod shop/good is in the audited files: write `namespace: shop` in its target';
  test.each<[string, object, string]>([
    ['kind', { kind: 'Deployment', namespace: 'shop', name: 'good' }, 'Deployment shop/good, which is not in the audited files'],
    ['namespace', { kind: 'Pod', namespace: 'other', name: 'good' }, `Pod other/good, ${ONLY}`],
    ['scope, the cluster', { kind: 'Pod', name: 'good' }, `Pod good without a namespace, ${ONLY}`],
    ['name', { kind: 'Pod', namespace: 'shop', name: 'other' }, 'Pod shop/other, which is not in the audited files'],
  ])('does not cover an object with another %s, and lists the waiver without failing', async (_, target, text) => {
    expect(await evaluate(WRITABLE_ROOT, settings([{ ...WAIVER, target }]), ...LISTED, '--fail-on', 'medium')).toMatchObject({ status: 1, found: ['read-only-root-filesystem warning'] });
    const { status, stderr } = await evaluate(GOOD, settings([{ ...WAIVER, target }]), ...LISTED);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: [`cdk8s-hardened: the waiver of "read-only-root-filesystem" is for ${text}`],
    });
  });

  test('reports a listed waiver that its object does not need', async () => {
    const { status, findings } = await evaluate(GOOD, settings([WAIVER]), ...LISTED);
    expect(status).toBe(1);
    expect(findings).toEqual([expect.objectContaining({ control: 'waiver-unused', message: expect.stringContaining('covers nothing') })]);
  });

  test('applies the limits of the file to its waivers', async () => {
    const limited = (limits: object, expires?: string) => evaluate(WRITABLE_ROOT, settings([{ ...WAIVER, expires }], limits), ...LISTED);
    expect(await limited({ neverWaive: ['privileged'], maxWaiverDays: 999_999 }, FUTURE)).toMatchObject({ status: 0 });
    expect(await limited({ neverWaive: [WAIVER.control] })).toMatchObject({ status: 1, found: ['read-only-root-filesystem waived', 'waiver-forbidden error'] });
    expect((await limited({ maxWaiverDays: 30 })).findings[1].message).toContain('has no `expires`: maxWaiverDays is 30');
    expect((await limited({ maxWaiverDays: 30 }, FUTURE)).findings[1].message).toContain(`expires on ${FUTURE}, in more than 30 days: maxWaiverDays is 30`);
  });

  test.each([
    ['is missing', undefined, 'waivers.yaml: no such file or folder (relative to '],
    ['does not parse', 'waivers:\n  - control: [\n', 'waivers.yaml:3:1: '],
    ['has an invalid entry', settings([WAIVER, { ...WAIVER, reason: 'no' }]), 'waivers.yaml: waivers[1]: '],
  ])('a waiver file that %s exits with 2 and names the place', async (_, content, expected) => {
    workspace().write({ 'pod.yaml': GOOD, ...(content && { 'waivers.yaml': content }) });
    const { status, stdout, stderr } = await workspace().audit(...LISTED);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toEqual([expect.stringContaining(`cdk8s-hardened: ${expected}`)]);
  });
});

test('an expired waiver fails', async () => {
  expect(await evaluate(WRITABLE_ROOT, settings([{ ...WAIVER, expires: PAST }]), ...LISTED)).toMatchObject({
    status: 1, found: ['read-only-root-filesystem waived', 'waiver-expired error'],
  });
});

describe('a waiver of several controls, or for a profile', () => {
  const OF_PROFILE = { profile: 'pss-restricted', reason: WAIVER.reason, owner: 'team-shop', expires: FUTURE };
  const OF_CONTROLS = { controls: [WAIVER.control, 'service-links'], containers: ['main'], reason: WAIVER.reason };
  const links = (spec: any) => {
    spec.enableServiceLinks = true;
    spec.containers[0].securityContext.readOnlyRootFilesystem = false;
  };

  test.each([OF_PROFILE, OF_CONTROLS])('counts in an annotation and in the waiver file: %j', async (waiver) => {
    const expected = { status: 0, found: ['read-only-root-filesystem waived', 'service-links waived'], stderr: [] };
    expect(await evaluate(waivingPod([waiver], links), undefined, 'pod.yaml')).toMatchObject(expected);
    expect(await evaluate(waivingPod([], links), settings([waiver]), ...LISTED)).toMatchObject(expected);
    expect(await evaluate(waivingPod([waiver], links), settings([waiver]), ...LISTED)).toMatchObject(expected);
    const { findings } = await evaluate(waivingPod([waiver], links), undefined, 'pod.yaml');
    expect(findings[0].waiver).toEqual(waiver);
  });

  test('of an object is unlisted unless the file has all of it', async () => {
    const single = (control: string) => ({ control, containers: ['main'], reason: WAIVER.reason });
    const both = settings([single(WAIVER.control), single('service-links')]);
    expect((await evaluate(waivingPod([OF_CONTROLS], links), both, ...LISTED)).found).not.toContain('waiver-unlisted error');
    expect((await evaluate(waivingPod([OF_CONTROLS], links), settings([single(WAIVER.control)]), ...LISTED)).found).toContain('waiver-unlisted error');
    expect((await evaluate(waivingPod([OF_PROFILE], links), both, ...LISTED)).found).toContain('waiver-unlisted error');
    expect((await evaluate(waivingPod([OF_PROFILE], links), settings([{ ...OF_PROFILE, profile: 'pss-baseline' }]), ...LISTED)).found)
      .toContain('waiver-unlisted error');
  });

  test('leaves what neverWaive lists, and is not refused because of it', async () => {
    expect(await evaluate(waivingPod([], links), settings([OF_PROFILE], { neverWaive: ['service-links'] }), ...LISTED))
      .toMatchObject({ status: 0, found: ['read-only-root-filesystem waived', 'service-links warning'] });
  });

  test('is unused for a control or a profile that needs none', async () => {
    const { findings } = await evaluate(waivingPod([OF_CONTROLS]), undefined, 'pod.yaml');
    expect(findings.map(({ message }) => message)).toContain('waiver-unused: waiver of "read-only-root-filesystem", "service-links" names the control "service-links", '
      + 'which needs no waiver');
    expect((await evaluate(waivingPod([OF_PROFILE], () => {}), undefined, 'pod.yaml')).findings.map(({ message }) => message))
      .toEqual(['waiver-unused: waiver for the profile "pss-restricted" covers nothing']);
    expect(await evaluate(waivingPod([OF_PROFILE], () => {}), undefined, 'pod.yaml', '--profile', 'pss-restricted')).toMatchObject({ status: 0, found: [] });
  });

  test('is named as such where its object is not audited', async () => {
    const other = { kind: 'Pod', name: 'other' };
    const { stderr } = await evaluate(GOOD, settings([{ ...OF_PROFILE, target: other }, { ...OF_CONTROLS, target: other }]), ...LISTED);
    expect(stderr).toEqual([
      'cdk8s-hardened: the waiver for the profile "pss-restricted" is for Pod other, which is not in the audited files',
      'cdk8s-hardened: the waiver of "read-only-root-filesystem", "service-links" is for Pod other, which is not in the audited files',
    ]);
  });

  test('is refused with its place in the file', async () => {
    workspace().write({ 'pod.yaml': GOOD });
    const refused = async (waiver: object) => {
      workspace().write({ 'waivers.yaml': settings([WAIVER, waiver]) });
      const { status, stderr } = await workspace().audit(...LISTED);
      expect(status).toBe(2);
      return stderr[0];
    };
    expect(await refused({ ...OF_PROFILE, owner: undefined })).toContain('waivers.yaml: waivers[1]: waiver for the profile "pss-restricted": owner is missing');
    expect(await refused({ ...OF_CONTROLS, controls: ['service-link'] })).toContain('waivers[1]: controls[0]: unknown control "service-link": did you mean "service-links"?');
    expect(await refused({ ...OF_PROFILE, target: { kind: 'Dockerfile', name: 'Dockerfile' } }))
      .toContain('waivers[1]: a Dockerfile cannot have a waiver with `profile`, which applies to pods: list the controls in `controls`');
    expect(await refused({ reason: 'no control is named', target: { kind: 'Pod', name: 'p' } }))
      .toContain('waivers[1]: a waiver must be an object with at least `control`, `reason` and `target`, or with `controls` or `profile` instead of `control`');
  });

  test('in a comment of a Dockerfile names several controls, and no profile', async () => {
    const comment = (waiver: object) => `FROM debian:13.1-slim\n# cdk8s-hardened/waive: ${JSON.stringify(waiver)}\nUSER root\nCMD ["app"]\n`;
    workspace().write({ Dockerfile: comment({ controls: ['dockerfile-user-root'], allow: ['root'], reason: WAIVER.reason }) });
    const { findings } = await workspace().json('Dockerfile');
    expect(findings.map(({ control, waived }) => [control, waived])).toContainEqual(['dockerfile-user-root', true]);
    workspace().write({ Dockerfile: comment(OF_PROFILE) });
    const refused = await workspace().json('Dockerfile');
    expect(refused.findings.map(({ message }) => message))
      .toContain('waiver-invalid: the comment is not a valid waiver: a Dockerfile cannot have a waiver with `profile`, which applies to pods: list the controls in `controls`');
  });
});

test('a suggested waiver is refused until someone says why', async () => {
  const { findings: [{ suggestedWaiver }] } = await workspace().write({ 'pod.yaml': WRITABLE_ROOT }).json('pod.yaml');
  expect(suggestedWaiver).toMatchObject({ control: 'read-only-root-filesystem', reason: '' });
  workspace().write({ 'waivers.yaml': stringify({ waivers: [suggestedWaiver] }) });
  const { status, stderr } = await workspace().audit('pod.yaml', '--waiver-file', 'waivers.yaml');
  expect(status).toBe(2);
  expect(stderr).toEqual([expect.stringContaining('waivers[0]: waiver of "read-only-root-filesystem": reason is empty: explain in at least 3 words why you accept the risk')]);
  workspace().write({ 'waivers.yaml': stringify({ waivers: [{ ...suggestedWaiver, reason: 'writes beside its binary' }] }) });
  expect((await workspace().audit('pod.yaml', '--waiver-file', 'waivers.yaml')).status).toBe(0);
});
