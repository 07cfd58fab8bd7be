import { Rules } from '../../engine/plan';
import { Path } from '../../manifest/json';

/** What a settings file says as it is written: the schema describes it. */
export interface SettingsContent extends ChoicesContent {
  readonly platform?: Rules['platform'];
  readonly kubernetesVersion?: string;
  readonly waivers?: readonly unknown[];
  readonly workloads?: readonly (ChoicesContent & { readonly match: NonNullable<Rules['workloads']>[number]['match'] })[];
}

export interface ChoicesContent extends Pick<Rules, 'profile' | 'overrideUnsafe' | 'unknownImage' | 'imageKnowledge' | 'only' | 'exclude'> {
  readonly runAs?: number | { readonly user: number; readonly group?: number; readonly fsGroup?: number };
  readonly writablePaths?: readonly (string | WritablePathContent)[];
  readonly environment?: { readonly [name: string]: string };
}

export interface WritablePathContent {
  readonly path: string;
  readonly sizeLimit?: string;
  readonly medium?: 'Memory';
  readonly fromImage?: boolean;
}

/** Why a value is invalid that the schema accepts, and where it is. */
export class SettingsError extends Error {
  constructor(public readonly path: Path, message: string) {
    super(message);
  }
}
