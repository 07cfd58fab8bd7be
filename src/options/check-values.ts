import { isObject } from '../manifest/json';
import { nearest } from '../manifest/nearest';

/** What an option takes: an object of one of our classes. */
export interface Expected {
  /** A method or getter that only this class has: `instanceof` fails between two copies of this package. */
  readonly mark: string;
  /** What to write instead of a value. */
  readonly remedy: (value: unknown) => string;
}

const RUN_AS_CONSTANTS = ['NODE', 'NGINX_UNPRIVILEGED', 'DOTNET', 'POSTGRES', 'POSTGRES_ALPINE', 'REDIS', 'GRAFANA', 'NOBODY'];
const PRESETS = ['NGINX', 'JVM', 'NODE', 'PYTHON', 'PHP_FPM', 'POSTGRES', 'REDIS', 'DOTNET'];

export const EXPECTED = {
  runAs: {
    mark: '_toIdentity',
    remedy: (value) => /^\d+$/.test(String(value)) ? `write RunAs.user(${value})`
      : `write RunAs.user(...), RunAs.nonRoot() or one of the constants ${RUN_AS_CONSTANTS.map((name) => `RunAs.${name}`).join(', ')}`,
  },
  writablePath: {
    mark: '_toSettings',
    remedy: (value) => `write WritablePath.emptyDir(${typeof value === 'string' ? JSON.stringify(value) : '...'})`,
  },
  preset: {
    mark: '_options',
    remedy: (value) => {
      const meant = typeof value === 'string' ? nearest(value.replace('-', '_'), PRESETS) : undefined;
      return meant ? `write RuntimePreset.${meant}`
        : `write RuntimePreset.custom(...) or one of the presets ${PRESETS.map((name) => `RuntimePreset.${name}`).join(', ')}`;
    },
  },
  dockerfile: {
    mark: '_toImage',
    remedy: (value) => `write DockerfileImage.fromFile(${typeof value === 'string' ? JSON.stringify(value) : '"Dockerfile"'})`,
  },
  appArmor: { mark: '_toProfile', remedy: () => 'write AppArmor.runtimeDefault() or AppArmor.localhost(...)' },
  serviceAccountToken: { mark: '_toToken', remedy: () => 'write ServiceAccountToken.projected({ audience: ... })' },
} satisfies { readonly [option: string]: Expected };

/** @throws if a value is given and is not of the class that is expected */
export function checkValue(place: string, value: unknown, expected: Expected): void {
  if (value !== undefined) {
    requireValue(place, value, expected);
  }
}

/** @throws if a value is missing or is not of the class that is expected */
export function requireValue(place: string, value: unknown, { mark, remedy }: Expected): void {
  if (typeof value !== 'object' || value === null || !(mark in value)) {
    throw new Error(`${place} is ${described(value)}: ${remedy(value)}`);
  }
}

/** @throws if a value is given and is not a list of the class that is expected */
export function checkList(place: string, list: unknown, expected: Expected): void {
  if (list !== undefined && !Array.isArray(list)) {
    throw new Error(`${place} is ${described(list)}: write a list`);
  }
  (list ?? []).forEach((value: unknown, index: number) => requireValue(`${place}[${index}]`, value, expected));
}

/** A value as an error shows it. */
export function described(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value)
    : typeof value === 'function' ? 'a function'
      : isObject(value) || Array.isArray(value) ? `a ${value.constructor?.name ?? 'value'}` : String(value);
}
