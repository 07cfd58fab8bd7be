import { Size } from 'cdk8s';
import { Container, ContainerRestartPolicy, Cpu, FsGroupChangePolicy, Volume } from 'cdk8s-plus-28';
import { PLUS, SINCE } from './printed-by-version';
import { container, KINDS, manifestOf, newChart, podSpecOf, Props } from './support';
import { RunAs, WritablePath, WritablePathMedium } from '../../../src';

describe.each(KINDS)('defaults of a Hardened$kind', ({ kind, spec, hardened, plain }) => {
  function specOf(props: Props = { containers: [container()] }) {
    return podSpecOf(hardened(newChart(), 'web', props));
  }

  test('are set in the pod', () => {
    expect(specOf()).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostNetwork: false,
      securityContext: {
        fsGroup: 65532,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 65532,
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
  });

  test('are set in every container of every list, also if it is added later', () => {
    const chart = newChart();
    const workload = hardened(chart, 'web', {
      containers: [container({ name: 'main' })],
      initContainers: [container({ name: 'setup' }), container({ name: 'sidecar', restartPolicy: ContainerRestartPolicy.ALWAYS })],
    });
    workload.addContainer(container({ name: 'added' }));
    workload.attachContainer(new Container(container({ name: 'attached' })));
    workload.addInitContainer(container({ name: 'late-setup' }));

    const { containers, initContainers, volumes } = podSpecOf(workload);
    const all = [...initContainers, ...containers];
    expect(all.map(({ name }) => name)).toEqual(['setup', 'sidecar', 'late-setup', 'main', 'added', 'attached']);
    for (const { name, securityContext, volumeMounts, resources } of all) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
      });
      expect(volumeMounts).toEqual([{ mountPath: '/tmp', name: `scratch-${name}--tmp` }]);
      expect(volumes).toContainEqual({ name: `scratch-${name}--tmp`, emptyDir: { sizeLimit: '1Gi' } });
      expect(resources.limits['ephemeral-storage']).toBe('2Gi');
      expect(resources.requests['ephemeral-storage']).toBe('64Mi');
    }
    expect(volumes).toHaveLength(all.length);
  });

  test('are not set where the author set a value', () => {
    const { securityContext, containers: [main] } = specOf({
      securityContext: { user: 1000, group: 1001, fsGroup: 1002, fsGroupChangePolicy: FsGroupChangePolicy.ALWAYS },
      containers: [container({ securityContext: { user: 1654, group: 1655 } })],
    });
    expect(securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1001, fsGroup: 1002, fsGroupChangePolicy: 'Always' });
    expect(main.securityContext).toMatchObject({ runAsUser: 1654, runAsGroup: 1655 });
  });

  test.each([
    ['a uid', RunAs.user(1654), 1654, 1654],
    ['a uid and a gid', RunAs.user(101, 102), 101, 102],
    ['the default', RunAs.nonRoot(), 65532, 65532],
  ])('include the ids of runAs: %s', (_, runAs, uid, gid) => {
    const { securityContext } = specOf({ containers: [container()], runAs });
    expect(securityContext).toMatchObject({ runAsUser: uid, runAsGroup: gid, fsGroup: gid });
  });

  test.each([
    ['emptyDirs and logs', {}, { writablePaths: [WritablePath.fromEmptyDir('/cache', { sizeLimit: Size.gibibytes(3) })] }, '5Gi', '64Mi'],
    ['emptyDirs without those in memory', {}, {
      writablePaths: [WritablePath.fromEmptyDir('/cache', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(64) })],
    }, '2Gi', '64Mi'],
    ['at least the author\'s request', { ephemeralStorage: { request: Size.gibibytes(8) } }, {}, '8Gi', '8Gi'],
    ['the author\'s limit', { ephemeralStorage: { limit: Size.gibibytes(1) } }, {}, '1Gi', '64Mi'],
  ])('include ephemeral storage: %s', (_, resources, props, limit, request) => {
    const full = { cpu: { limit: Cpu.units(1), request: Cpu.units(1) }, memory: { limit: Size.gibibytes(1), request: Size.gibibytes(1) } };
    const [main] = specOf({ containers: [container({ resources: { ...full, ...resources } })], ...props }).containers;
    expect(main.resources.limits['ephemeral-storage']).toBe(limit);
    expect(main.resources.requests['ephemeral-storage']).toBe(request);
  });

  test('do not include ephemeral storage if it is disabled', () => {
    const [main] = specOf({ containers: [container()], ephemeralStorageLimits: false }).containers;
    expect(Object.keys({ ...main.resources.limits, ...main.resources.requests })).toEqual(['cpu', 'memory']);
  });

  // The rule of the house: a hardened workload differs from a plain one in security only, and in one field that shows why a pod failed.
  test('set nothing except security fields and one for diagnosis', () => {
    const props = () => ({
      containers: [container({ portNumber: 8080, volumeMounts: [{ path: '/cache', volume: Volume.fromEmptyDir(newChart(), 'cache', 'cache') }] })],
      initContainers: [container()],
      podMetadata: { labels: { tier: 'front' } },
    });
    const before = manifestOf(plain(newChart(), 'web', props()));
    const after = manifestOf(hardened(newChart(), 'web', props()));
    expect(changedFields(before, after)).toEqual([
      'containers.0.resources.limits.ephemeral-storage',
      'containers.0.resources.requests.ephemeral-storage',
      'containers.0.securityContext.capabilities',
      'containers.0.terminationMessagePolicy',
      'containers.0.volumeMounts.1',
      'enableServiceLinks',
      'initContainers.0.resources.limits.ephemeral-storage',
      'initContainers.0.resources.requests.ephemeral-storage',
      'initContainers.0.securityContext.capabilities',
      'initContainers.0.terminationMessagePolicy',
      'initContainers.0.volumeMounts',
      'securityContext.fsGroup',
      'securityContext.fsGroupChangePolicy',
      'securityContext.runAsGroup',
      'securityContext.runAsUser',
      'securityContext.seccompProfile',
      // With that option, a StatefulSet of cdk8s-plus drops all volumes if it has no claim templates.
      ...kind === 'StatefulSet' && PLUS >= SINCE.volumeClaimTemplates ? ['volumes'] : ['volumes.0.emptyDir.sizeLimit', 'volumes.1', 'volumes.2'],
    ].map((field) => `${spec}.${field}`));
  });
});

/** Every field that is not the same in both, in the order of `after`; an object that only one has counts as one field. */
function changedFields(before: any, after: any, path: string[] = []): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (typeof before !== 'object' || typeof after !== 'object') {
    return [path.join('.')];
  }
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => changedFields(before[key], after[key], [...path, key]));
}
