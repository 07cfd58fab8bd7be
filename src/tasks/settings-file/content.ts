import { ImageVariant, KnownPath } from '../../knowledge/images/known-image';
import { Mirrors } from '../../knowledge/images/mirrors';
import { HardeningConfig } from '../../policy/engine/plan';
import { ContainerAmounts, SeverityOverride } from '../../policy/settings/choices';
import { FailOn } from '../reports/fail-on';
import { FormatName } from '../reports/formats/names';

/** The content of a settings file as it is written: the schema describes it. */
export interface SettingsContent extends ScopeContent {
  readonly failOn?: FailOn;
  readonly failOnUnevaluated?: boolean;
  readonly excludeFiles?: readonly string[];
  readonly baseline?: string;
  readonly admissionPolicies?: readonly string[];
  readonly reports?: readonly ReportContent[];
  readonly render?: readonly RenderContent[];
  readonly overrides?: readonly (ScopeContent & { readonly files: readonly string[] })[];
  readonly images?: readonly ImageContent[];
  readonly mirrors?: Mirrors;
  readonly lock?: { readonly file: string; readonly maxAge?: string };
  readonly waivers?: readonly unknown[];
  readonly workloads?: readonly (ChoicesContent & { readonly match: NonNullable<HardeningConfig['workloads']>[number]['match'] })[];
}

/** Settings for all files, and for some. */
export interface ScopeContent extends ChoicesContent {
  readonly platform?: HardeningConfig['platform'];
  readonly kubernetesVersion?: string;
  readonly allowedRegistries?: readonly string[];
  readonly controls?: { readonly [control: string]: { readonly severity: SeverityOverride; readonly reason: string } };
}

/** How a chart is rendered. */
export interface RenderContent {
  /** Path of a folder or of a .tgz. */
  readonly chart: string;
  /** Paths of values files; later ones override earlier ones. */
  readonly values?: readonly string[];
  /** Such as `image.tag=2`. They override values files. */
  readonly set?: readonly string[];
  /** Default: the name of the chart. */
  readonly release?: string;
  /** Default: default. */
  readonly namespace?: string;
  /** Whether hooks of `helm test` are left out. Default: false. */
  readonly skipTests?: boolean;
}

/** A report to write. */
export interface ReportContent {
  readonly format: FormatName;
  readonly path: string;
}

export interface ChoicesContent extends Pick<
  HardeningConfig, 'profile' | 'overrideUnsafe' | 'unknownUser' | 'secretsAsFiles' | 'imageFacts' | 'only' | 'keep'
> {
  readonly runAs?: number | { readonly user: number; readonly group?: number; readonly fsGroup?: number };
  readonly writablePaths?: readonly (string | WritablePathContent)[];
  readonly environment?: { readonly [name: string]: string };
  readonly resources?: Omit<ContainerAmounts, 'container'>;
  readonly presets?: readonly string[];
}

/** Facts about an image: an entry of `images`. */
export interface ImageContent extends Omit<ImageVariant, 'writablePaths'> {
  readonly name?: string;
  readonly repository?: string;
  readonly repositories?: readonly string[];
  readonly writablePaths?: readonly (Omit<KnownPath, 'size' | 'isData'> & { readonly size?: number | string; readonly isData?: boolean })[];
}

export interface WritablePathContent {
  readonly path: string;
  readonly sizeLimit?: string;
  readonly medium?: 'Memory';
  readonly fromImage?: boolean;
}

