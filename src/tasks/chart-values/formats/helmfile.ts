import { relative } from 'path';
import { layered, mergesIn, targeted } from './committed';
import { clusterFields, DeploymentFormat } from './deployment';
import { printDocuments } from './print';
import { asArray, asObject } from '../../../formats/manifest/json';
import { slashed } from '../../../formats/manifest/slashed';

/** A release of helmfile, which applies patches with kustomize. */
export const helmfile: DeploymentFormat = {
  file: 'helmfile.yaml',
  text: ({ chart: { path, version }, release, namespace, values, userFiles, patches, head, folder, cluster }) => {
    const merges = patches.flatMap(({ merge }) => merge ? [merge] : []);
    const json = patches.flatMap(({ operations, target }) => operations ? [{ target, patch: operations }] : []);
    const from = folder ?? '.';
    const chart = slashed(relative(from, path));
    return printDocuments(head, [{
      releases: [{
        name: release,
        namespace,
        chart: chart.startsWith('.') ? chart : `./${chart}`,
        version,
        ...clusterFields(cluster),
        values: [...userFiles.map((file) => slashed(relative(from, file))), folder === undefined ? values : 'values.yaml'],
        ...merges.length > 0 && { strategicMergePatches: merges },
        ...json.length > 0 && { jsonPatches: json },
      }],
    }]);
  },
  read: ({ releases }, folder) => {
    const [release] = asArray(releases).map(asObject).filter(({ name }) => name === folder.release);
    return release && {
      values: layered(asArray(release.values), folder),
      patches: [
        ...mergesIn(asArray(release.strategicMergePatches)),
        ...asArray(release.jsonPatches).map(asObject).flatMap(({ target, patch }) => targeted(asObject(target), patch, folder)),
      ],
    };
  },
};
