import { Size } from 'cdk8s';
import { Capability } from 'cdk8s-plus-28';
import { RunAs, RuntimePreset, ServiceAccountToken, WritablePath } from '../../../src';
import { JsonObject } from '../../../src/formats/manifest/json';
import { examine } from '../../../src/tasks/doctor/examine';

/** The ids of the causes that are found in objects; `unknown` for what fails without one. */
export function causesOf(...objects: readonly JsonObject[]): readonly string[] {
  const { diagnoses, unknown } = examine(objects);
  return [...diagnoses.flatMap(({ causes }) => causes.map(({ cause }) => cause.id)).sort(), ...unknown.map(() => 'unknown')];
}

interface More {
  readonly spec?: JsonObject;
  readonly container?: JsonObject;
  readonly events?: readonly JsonObject[];
  readonly metadata?: JsonObject;
}

/** A pod whose container ended with an error, with this log. */
export function failedPod(log: string, more: More = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-5d8f7c6b9d-x2x4z', namespace: 'shop', ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d8f7c6b9d' }], ...more.metadata },
    spec: { containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', ...more.container }], ...more.spec },
    status: {
      phase: 'Running',
      containerStatuses: [{
        name: 'main',
        image: 'registry.example.com/shop/web:1.4.2',
        ready: false,
        restartCount: 3,
        user: { linux: { uid: 65532 } },
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=main' } },
        lastState: { terminated: { reason: 'Error', exitCode: 1 } },
      }],
    },
    events: [...more.events ?? []],
    logs: { main: log },
  };
}

const PARTS = { Size, Capability, RunAs, RuntimePreset, ServiceAccountToken, WritablePath };

/** The props that a line of the report has in TypeScript, as a user would paste them. Its comment is left out. */
export function propsIn(typescript: string, more: { readonly [name: string]: unknown } = {}): any {
  const all = { ...PARTS, ...more };
  // The snippets are text of this repository.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(...Object.keys(all), `return {${typescript.split(' //')[0]}};`)(...Object.values(all));
}
