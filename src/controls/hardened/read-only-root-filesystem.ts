import { childObject, fillIn } from '../../manifest/json';
import { KnownImage } from '../../settings/images';
import { always, PodControl } from '../control';
import { KEEPS_POWER, keepsPower } from '../effective';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';

export const readOnlyRootFilesystem: PodControl = {
  id: 'read-only-root-filesystem',
  title: 'Read-only root filesystem',
  level: 'hardened',
  severity: 'error',
  why: 'On a writable root filesystem an intruder can replace programs and leave tools behind.',
  remedy: 'write `readOnlyRootFilesystem: true` and mount an emptyDir at each path that the application writes',
  remedyInCode: 'remove `readOnlyRootFilesystem: false`, and declare the paths that the application writes as `writablePaths`',
  spec: {
    os: 'linux',
    rules: [{ fields: [ofContainers('securityContext.readOnlyRootFilesystem')], allowed: [true] }],
  },
  checks: always(everyContainer((container, { knownImages }) => container.securityContext.readOnlyRootFilesystem === true
    ? undefined
    : at(container, ['securityContext', 'readOnlyRootFilesystem'], needsWritableRoot(knownImages?.[container.name])))),
  after: ['user-id'],
  filling: [{
    each: 'container',
    when: `!c.?securityContext.?readOnlyRootFilesystem.hasValue() && !(${KEEPS_POWER})`,
    path: 'securityContext/readOnlyRootFilesystem',
    value: 'true',
  }],
  fix: fixEveryContainer((container, settings) => {
    if (!keepsPower(container, settings) && settings.knownImages?.[container.name]?.writableRoot === undefined) {
      fillIn(childObject(container.json, 'securityContext'), { readOnlyRootFilesystem: true });
    }
  }),
};

function needsWritableRoot({ name, writableRoot }: Partial<KnownImage> = {}): string | undefined {
  return writableRoot === undefined ? undefined : `${name} needs a writable root: ${writableRoot}`;
}
