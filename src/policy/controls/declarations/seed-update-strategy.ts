import { asObject, JsonObject, read } from '../../../formats/manifest/json';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const seedUpdateStrategy: DeclarationControl = {
  id: 'seed-update-strategy',
  title: 'Files in a PVC are replaced while no other pod uses them',
  level: 'declarations',
  risk: 'broken',
  why: 'A new pod replaces the files while the old pod still runs, so the old pod reads files of another version.',
  remedy: 'set `replicas: 1` and, for a Deployment, `strategy: DeploymentStrategy.recreate()`; or use SeedUpdatePolicy.KEEP',
  checkDeclarations: ({ paths }, workload) => {
    const replaced = paths.find(({ seed }) => seed?.replaces);
    return replaced && runsSeveralPods(workload.object)
      ? [atPod(workload, `path "${replaced.path}" replaces its files, and several pods can use the PVC at once`, seedUpdateStrategy.remedy)]
      : [];
  },
};

function runsSeveralPods({ kind, spec }: JsonObject): boolean {
  const { replicas } = asObject(spec);
  return kind === 'DaemonSet'
    || (kind === 'StatefulSet' && replicas !== 1)
    || (kind === 'Deployment' && (replicas !== 1 || read(spec, ['strategy', 'type']) !== 'Recreate'));
}
