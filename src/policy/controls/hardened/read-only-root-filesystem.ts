import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { KnownImage } from '../../settings/images';
import { always, PodControl } from '../control';
import { KEEPS_POWER, keepsPower } from '../effective';
import { RemedyInCode } from '../remedy-in-code';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';

const REMEDY = 'write `readOnlyRootFilesystem: true` and mount an emptyDir at each path that the application writes';

function inCode(change: string): RemedyInCode {
  return {
    hardened: `${change}, and declare the paths that the application writes as \`writablePaths\``,
    plain: `${change}, and mount \`Volume.fromEmptyDir\` at each path that the application writes`,
  };
}

export const readOnlyRootFilesystem: PodControl = {
  id: 'read-only-root-filesystem',
  title: 'Read-only root filesystem',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'On a writable root filesystem, an attacker can replace programs and install tools.',
  remedy: REMEDY,
  remedyInCode: inCode('remove `readOnlyRootFilesystem: false`'),
  spec: {
    os: 'linux',
    rules: [{ fields: [ofContainers('securityContext.readOnlyRootFilesystem')], allowed: [true] }],
  },
  reads: { fields: ['containers[*].securityContext.readOnlyRootFilesystem'] },
  checks: always(everyContainer((container, { notes: { knownImages } }) => {
    const value = container.securityContext.readOnlyRootFilesystem;
    if (value === true) {
      return undefined;
    }
    const found = at(container, ['securityContext', 'readOnlyRootFilesystem'], needsWritableRoot(knownImages?.[container.name]));
    return isAbsent(value) ? { ...found, remedy: REMEDY, remedyInCode: inCode('set `readOnlyRootFilesystem: true`') } : found;
  })),
  fixedWith: ['writable-paths', 'runtime-environment'],
  after: ['user-id'],
  filling: [{
    each: 'container',
    when: `!c.?securityContext.?readOnlyRootFilesystem.hasValue() && !(${KEEPS_POWER})`,
    path: 'securityContext/readOnlyRootFilesystem',
    value: 'true',
  }],
  fix: fixEveryContainer((container, context) => {
    if (!keepsPower(container, context) && context.notes.knownImages?.[container.name]?.writableRoot === undefined) {
      fillIn(childObject(container.json, 'securityContext'), { readOnlyRootFilesystem: true });
    }
  }),
};

function needsWritableRoot({ name, writableRoot }: Partial<KnownImage> = {}): string | undefined {
  return writableRoot === undefined ? undefined : `${name} needs a writable root: ${writableRoot}`;
}
