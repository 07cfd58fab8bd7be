import { asObject, isObject, JsonObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

/** Half of the minimum in the charts of these images: 120 s for jenkins, 270 s for sonarqube, 315 s for keycloak. */
const LEAST_SECONDS = 60;

export const slowStart: PodControl = {
  id: 'slow-start',
  title: 'Enough time to start for slow images',
  level: 'hardened',
  risk: 'low',
  why: 'The kubelet kills a container that has not started when its probe fails, and the container never gets further at the next start.',
  remedy: 'write a `startupProbe` with `failureThreshold: 30` and `periodSeconds: 10`, which fails after five minutes; other probes wait '
    + 'for it',
  remedyInCode: 'set `startup: Probe.fromHttpGet(...)` or another probe with `failureThreshold: 30`, which fails after five minutes; other '
    + 'probes wait for it',
  spec: {
    rules: [
      {
        when: 'docs/reference/images.md lists the image as slow to start',
        fields: [ofStartedContainers('startupProbe.{initialDelaySeconds,failureThreshold,periodSeconds}')],
        allowed: `initialDelaySeconds + failureThreshold x periodSeconds of at least ${LEAST_SECONDS} s; undefined without a livenessProbe`,
      },
      {
        when: 'the same, without a startupProbe',
        fields: [ofStartedContainers('livenessProbe.{initialDelaySeconds,failureThreshold,periodSeconds}')],
        allowed: 'the same',
      },
    ],
    notes: ['cdk8s-plus adds a startupProbe with failureThreshold 3 to a container with a port, so it fails after 3 x 10 s. With a CPU '
      + 'limit, a JVM takes even longer to start.'],
    sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  },
  admission: STARTUP,
  reads: { needs: ['containers[*].livenessProbe', 'containers[*].startupProbe'], fields: ['containers[*].image'] },
  checks: always(everyContainer(impatient)),
};

function impatient(container: ContainerView, context: Context): Violation | undefined {
  const { json: { startupProbe, livenessProbe }, isEphemeral } = container;
  const field = isObject(startupProbe) ? 'startupProbe' : 'livenessProbe';
  const probe = isObject(startupProbe) ? startupProbe : livenessProbe;
  if (isEphemeral || !isObject(probe) || secondsOf(probe) >= LEAST_SECONDS) {
    return undefined;
  }
  const knowledge = knownImage(container, context.choices);
  return knowledge?.facts.startUp === 'slow'
    ? {
      ...says(container, [field, 'failureThreshold'], `${knowledge.name} starts slowly, and its ${field} fails after `
        + `${secondsOf(probe)} s`),
      allowKey: `${field}=${secondsOf(probe)}`,
    }
    : undefined;
}

/** The seconds until a probe gives up on a container that does not respond. Absent fields have the defaults of the API server. */
function secondsOf(probe: JsonObject): number {
  const { initialDelaySeconds, failureThreshold, periodSeconds } = asObject(probe);
  return numberOr(0, initialDelaySeconds) + numberOr(3, failureThreshold) * numberOr(10, periodSeconds);
}

/** A number, or its default if it is absent or zero, which the API server treats as absent. */
function numberOr(fallback: number, value: unknown): number {
  return typeof value === 'number' && value !== 0 ? value : fallback;
}
