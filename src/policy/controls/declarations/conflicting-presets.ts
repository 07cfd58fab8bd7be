import { asObject, asString } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { PresetConflict } from '../../settings/declarations';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const conflictingPresets: DeclarationControl = {
  id: 'conflicting-presets',
  title: 'Presets do not contradict each other',
  level: 'declarations',
  risk: 'broken',
  why: 'Only one of the two values can be set, and the program of the other preset may not start with it.',
  remedy: 'set the value yourself, or remove one of the presets',
  // Values that presets disagree on are not filled in, so a value in the manifest is the author's choice.
  checkDeclarations: ({ presetConflicts }, workload) => presetConflicts
    .filter((conflict) => conflict.subject === 'runAs'
      || containersOf(workload.pods, conflict).some((container) => !isDecided(container, conflict)))
    .map((conflict) => {
      const { what, remedy } = TEXTS[conflict.subject](conflict);
      const [one, other] = conflict.presets;
      const place = conflict.container === undefined ? '' : ` in container "${conflict.container}"`;
      return atPod(workload, `presets ${one} and ${other} set ${what}${place}`, `${remedy}, or remove one of the presets`);
    }),
};

interface ConflictText {
  readonly what: string;
  readonly remedy: string;
}

const TEXTS: { readonly [subject in PresetConflict['subject']]: (conflict: PresetConflict) => ConflictText } = {
  environment: ({ key }) => ({ what: `variable ${key} to different values`, remedy: `set ${key} in \`envVariables\` of the container` }),
  path: ({ key }) => ({ what: `writable path "${key}" with different options`, remedy: `add "${key}" to \`writablePaths\`` }),
  runAs: ({ container }) => ({
    what: 'different users',
    remedy: container === undefined ? 'set `runAs`' : `set \`containerSettings.${container}.runAs\``,
  }),
};

function containersOf(pods: readonly PodView[], { container }: PresetConflict): readonly ContainerView[] {
  return pods.flatMap(({ containers }) => containers).filter(({ name, isEphemeral }) => !isEphemeral && (container ?? name) === name);
}

function isDecided(container: ContainerView, { subject, key }: PresetConflict): boolean {
  return subject === 'environment'
    ? container.env.some((entry) => asString(asObject(entry).name)?.toLowerCase() === key.toLowerCase())
    : mountsOf(container).some(({ path }) => path === key);
}
