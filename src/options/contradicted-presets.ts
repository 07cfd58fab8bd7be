import { IConstruct } from 'constructs';
import { composePresets, Contradiction, Subject } from './compose-presets';
import { ContainerSettings } from './container-settings';
import { HardeningProps } from './hardening-props';
import { containerSettingsFor, presetsFor, userOfPresetsCounts } from './resolve';
import { asObject, asString, JsonObject } from '../manifest/json';
import { mountsOf } from '../manifest/mounts';
import { ContainerView } from '../manifest/pod';
import { podsOf } from '../manifest/workload';

/** What the presets disagree about, and who decides it. */
const TEXTS: { readonly [subject in Subject]: (key: string) => { readonly what: string; readonly remedy: string } } = {
  environment: (key) => ({ what: `the variable ${key} different values`, remedy: `set ${key} in the environment of the container` }),
  path: (key) => ({ what: `the writable path "${key}" different options`, remedy: 'declare it in `writablePaths`' }),
  runAs: () => ({ what: 'different users', remedy: 'set `runAs`, for the pod or in `containerSettings`' }),
};

/**
 * Presets that contradict each other in something that the workload does not decide. That is not filled in, so the hardened
 * manifest has it only if the author set it.
 */
export function contradictedPresets(workload: IConstruct, props: HardeningProps, manifest: JsonObject): string[] {
  const { contradictions } = composePresets(presetsFor(workload, props));
  const containers = contradictions.length === 0 ? [] : podsOf(manifest).flatMap((pod) => pod.containers);
  return contradictions
    .filter((contradiction) => contradiction.subject === 'runAs'
      ? isUserOpen(contradiction, workload, props)
      : containers.some((container) => isFor(container, contradiction) && !isDecided(container, contradiction)))
    .map(({ subject, key, container, presets: [one, other] }) => {
      const { what, remedy } = TEXTS[subject](key);
      const place = container === undefined ? '' : ` in the container "${container}"`;
      return `the presets ${one} and ${other} give ${what}${place}: ${remedy}, or leave one of the presets out`;
    });
}

function isUserOpen({ container }: Contradiction, workload: IConstruct, props: HardeningProps): boolean {
  const { runAs, dockerfile }: ContainerSettings = container === undefined
    ? { dockerfile: props.dockerfile }
    : containerSettingsFor(workload, props)[container] ?? {};
  return userOfPresetsCounts(workload, props) && (runAs ?? dockerfile?.runAs) === undefined;
}

function isFor({ name, isEphemeral }: ContainerView, { container }: Contradiction): boolean {
  return !isEphemeral && (container === undefined || container === name);
}

function isDecided(container: ContainerView, { subject, key }: Contradiction): boolean {
  return subject === 'environment'
    ? container.env.some((entry) => asString(asObject(entry).name)?.toLowerCase() === key.toLowerCase())
    : mountsOf(container).some(({ path }) => path === key);
}
