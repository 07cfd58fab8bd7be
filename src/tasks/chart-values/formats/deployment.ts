import { JsonObject } from '../../../formats/manifest/json';
import { Patch } from '../patches/patch';

/** A release of a chart, with the values and patches that harden it. */
export interface Deployment {
  readonly chart: { readonly name: string; readonly version: string; /** Path from the working directory. */ readonly path: string };
  readonly release: string;
  readonly namespace: string;
  /** Lines about how it was made, without `#`. */
  readonly head: readonly string[];
  readonly values: JsonObject;
  /** As a file, with comments. */
  readonly valuesText: string;
  readonly patches: readonly Patch[];
  /** The values files of the user, paths from the working directory. */
  readonly userFiles: readonly string[];
  /** The folder that files are written to; undefined if the form is printed, and must hold all that it needs. */
  readonly folder?: string;
}

/** How a tool takes values and patches. */
export interface DeploymentFormat {
  readonly file: string;
  readonly text: (deployment: Deployment) => string;
}
