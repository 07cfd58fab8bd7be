import { CommittedFolder, CommittedForm } from './committed';
import { JsonObject } from '../../../formats/manifest/json';
import { Patch } from '../patches/patch';

/** The facts that Helm and its tools take as options. */
export interface ClusterFacts {
  /** The Kubernetes version, such as `1.34`; undefined for the default of Helm. */
  readonly kubeVersion?: string;
  /** The API versions of the cluster, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions: readonly string[];
}

/** A release of a chart, with the values and patches that harden it. */
export interface Deployment {
  readonly chart: {
    readonly name: string;
    readonly version: string;
    /** The path from the working directory. */
    readonly path: string;
    /** Whether it is a .tgz. */
    readonly isPacked: boolean;
  };
  readonly release: string;
  readonly namespace: string;
  /** Lines about the origin of the file, without `#`. */
  readonly head: readonly string[];
  readonly values: JsonObject;
  /** The values file, with comments. */
  readonly valuesText: string;
  readonly patches: readonly Patch[];
  /** The values files of the user, paths from the working directory. */
  readonly userFiles: readonly string[];
  /** The user's additional values, set with `--set`. */
  readonly set: readonly string[];
  /** Facts about the cluster, for tools that render the chart without one. */
  readonly cluster: ClusterFacts;
  /** Whether the hooks of `helm test` are left out. */
  readonly skipTests?: boolean;
  /** The folder for the files; undefined if the form is printed, and must be complete by itself. */
  readonly folder?: string;
}

/** The facts as fields, which have the same names in kustomize and helmfile. */
export function clusterFields({ kubeVersion, apiVersions }: ClusterFacts): JsonObject {
  return { ...kubeVersion !== undefined && { kubeVersion }, ...apiVersions.length > 0 && { apiVersions } };
}

/** The form of values and patches for a tool. */
export interface DeploymentFormat {
  readonly file: string;
  readonly text: (deployment: Deployment) => string;
  /** Sentences about patches that a tool may leave out. Default: none. */
  readonly remarks?: (deployment: Deployment) => readonly string[];
  /** Reads a document of such a file; undefined if it has no values, such as an Application that builds a folder. */
  readonly read: (content: JsonObject, folder: CommittedFolder) => CommittedForm | undefined;
}
