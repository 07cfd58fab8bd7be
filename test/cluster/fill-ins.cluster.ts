import { pathOf } from './support/client';
import { testSince, useCluster } from './support/cluster';
import { complete } from './support/objects';
import { deploymentWith } from './support/pods';
import { apply, runDocumentedDeletion, untilAdmitted, writtenPolicies } from './support/policies';
import { waitFor } from './support/wait';
import { JsonObject, read } from '../../src/formats/manifest/json';
import { POD_TEMPLATES } from '../../src/formats/manifest/workload';
import { LEVELS } from '../../src/policy/settings/levels';
import { MUTATING_SINCE } from '../../src/tasks/admission/mutating-policy';
import { changedPods, CHOICES, isAdmissible, KINDS, somePods } from '../tasks/admission/pods';
import { filledByEngine, withoutEmpty } from '../tasks/admission/support';

/* A mutating policy on a server fills in what `harden` does. */

const cluster = useCluster();
const RANDOM = 100;

beforeAll(() => cluster.namespace('shop'));

/** The pods that the server would store, without the random name of the token's volume. */
function storedPod({ apiVersion, kind, ...object }: any): unknown {
  const [group, version] = apiVersion.split('/');
  const path = [...POD_TEMPLATES[`${version === undefined ? '' : group}/${kind}`], 'spec'];
  return JSON.parse(JSON.stringify(withoutEmpty(read(object, path))).replace(/kube-api-access-\w{5}/g, 'kube-api-access'));
}

/**
 * A difference: below the profile hardened, `harden` writes only fields that the profile requires, and none requires `privileged: false`. A
 * policy fills in each control that its option names.
 */
function withoutPrivileged(value: unknown): unknown {
  return withoutEmpty(JSON.parse(JSON.stringify(value), (key, each) => key === 'privileged' && each === false ? undefined : each));
}

const BARE = { spec: { containers: [{ name: 'app', image: 'app:1' }] } };
const fillsIn = async () => {
  const pod = complete('/Pod', BARE);
  const { body } = await cluster.client.send('POST', `${pathOf(pod)}?dryRun=All`, pod);
  return body.spec?.containers[0].securityContext?.privileged === false;
};

describe.each(LEVELS)('the fill-ins of %s', (level) => {
  const name = level.replace('pss-', '');

  testSince(MUTATING_SINCE, 'are what harden fills in', async () => {
    const templates = [...CHOICES, ...changedPods().map(({ after }) => after), ...somePods(RANDOM)].filter(isAdmissible);
    const objects = templates.map((template, index) => complete(KINDS[index % KINDS.length], template));
    const expected = await cluster.client.dryRunAll(objects.map((object) => filledByEngine(level, object)));
    apply(cluster, await writtenPolicies(['--profile', level, '--action', 'off', '--warning-action', 'off', '--fill-in', 'all', '--name', name]));
    await waitFor('fill-in', fillsIn);
    const answers = await cluster.client.dryRunAll(objects);
    runDocumentedDeletion(cluster, 'mutatingadmissionpolicybindings');
    runDocumentedDeletion(cluster, 'mutatingadmissionpolicies');
    await waitFor('end of the fill-ins', async () => !await fillsIn());

    const stored = answers.flatMap(({ status }, index) => status === 201 ? [index] : []);
    expect(stored.length).toBeGreaterThan(objects.length / 2);
    const podOf = (object: any) => level === 'hardened' ? storedPod(object) : withoutPrivileged(storedPod(object));
    const wrong = stored.flatMap((index) => {
      const [byEngine, byPolicy] = [expected[index].body, answers[index].body];
      const isSame = expected[index].status === 201 && JSON.stringify(podOf(byEngine)) === JSON.stringify(podOf(byPolicy));
      return isSame ? [] : [{ object: objects[index], byEngine: byEngine.message ?? podOf(byEngine), byPolicy: podOf(byPolicy) }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    // What the server refuses by itself, it refuses in both forms.
    expect(expected.filter(({ status }, index) => status === 201 && !stored.includes(index))).toEqual([]);
  });
});

testSince(MUTATING_SINCE, 'a bare Deployment meets the profile with its fill-ins, and its controller makes one ReplicaSet and its pods', async () => {
  const bare = deploymentWith((spec) => {
    for (const container of [...spec.initContainers, ...spec.containers]) delete container.securityContext;
    delete spec.securityContext;
  });
  apply(cluster, await writtenPolicies(['--action', 'deny', '--fill-in', 'all']));
  await waitFor('fill-in', fillsIn);
  await untilAdmitted(cluster.client, bare);
  await cluster.client.must('POST', pathOf(bare), bare);
  const [pod] = await waitFor('pod', async () => {
    const { items } = await cluster.client.must('GET', '/api/v1/namespaces/shop/pods?labelSelector=app=web');
    return items.length > 0 && items as JsonObject[];
  });
  expect(pod).toMatchObject({ spec: { containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }] } });
  expect((await cluster.client.must('GET', '/apis/apps/v1/namespaces/shop/replicasets')).items).toHaveLength(1);
});
