import { IConstruct } from 'constructs';
import { composePresets, Contradiction, Subject } from './compose-presets';
import { HardeningProps } from './hardening-props';
import { presetsFor, userOfPresetsCounts, usersOfImages } from './resolve';
import { asObject, asString, JsonObject } from '../manifest/json';
import { mountsOf } from '../manifest/mounts';
import { ContainerView } from '../manifest/pod';
import { podsOf } from '../manifest/workload';

/** What the presets disagree in, and who decides it. */
const TEXTS: { readonly [subject in Subject]: (key: string) => { readonly what: string; readonly remedy: string } } = {
  environment: (key) => ({ what: `the variable ${key} different values`, remedy: `set ${key} in the environment of the container` }),
  path: (key) => ({ what: `the writable path "${key}" different options`, remedy: 'give it in `writablePaths` as you want it' }),
  runAs: () => ({ what: 'different users', remedy: 'say `runAs`, or `containerRunAs` for one container' }),
};

/**
 * What is wrong where presets contradict each other and the workload does not decide it. What they contradict each other in is not
 * filled in, so that in the hardened manifest it stands where the author said it.
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
  const { runAs, containerRunAs } = usersOfImages(props);
  return userOfPresetsCounts(workload, props)
    && (container === undefined ? runAs : props.containerRunAs?.[container] ?? containerRunAs[container]) === undefined;
}

function isFor({ name, isEphemeral }: ContainerView, { container }: Contradiction): boolean {
  return !isEphemeral && (container === undefined || container === name);
}

function isDecided(container: ContainerView, { subject, key }: Contradiction): boolean {
  return subject === 'environment'
    ? container.env.some((entry) => asString(asObject(entry).name)?.toLowerCase() === key.toLowerCase())
    : mountsOf(container).some(({ path }) => path === key);
}
