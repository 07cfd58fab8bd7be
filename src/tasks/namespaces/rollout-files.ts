import { isLooser, labeled, AdmissionLevel, PodSecurityMode } from './labels';
import { enforceable, hasReservedName, Rollout, RolloutParts } from './rollout';
import { rolloutReadme } from './rollout-readme';
import { BlockedWorkload, SurveyedNamespace, SurveyedObjects } from './survey';
import { authoredObject } from '../../formats/manifest/authored';
import { isDnsLabel } from '../../formats/manifest/dns-label';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { FIXED_PODS, groupKind } from '../../formats/manifest/workload';
import { printDocument } from '../../formats/yaml/edit/print-block';

/** Collects what a rollout writes, and puts it into files, in the order of the steps. */
export class RolloutFiles implements SurveyedObjects {
  private readonly namespaces = new Map<string, JsonObject>();
  private readonly hardened = new Map<string, string[]>();

  public onNamespace(namespace: JsonObject): void {
    const name = asString(asObject(namespace.metadata).name);
    if (name !== undefined) {
      this.namespaces.set(name, authoredObject(namespace));
    }
  }

  public onBlocked({ namespace = '', blocker: { actor }, hardened }: BlockedWorkload): void {
    if (actor === 'harden' && isLabeled(namespace)) {
      const file = `2-harden/${FIXED_PODS.has(groupKind(hardened)) ? 'replace/' : ''}${namespace}.yaml`;
      const texts = this.hardened.get(file) ?? [];
      this.hardened.set(file, texts);
      texts.push(printDocument(hardened));
    }
  }

  /** The texts of the files by their paths. */
  public files(rollout: Rollout, parts: RolloutParts): ReadonlyMap<string, string> {
    const named = rollout.namespaces.filter(({ name }) => isLabeled(name));
    const files = new Map<string, string>();
    const add = (file: string, texts: readonly string[]) => texts.length > 0 && files.set(file, texts.join('---\n'));
    add('1-warn/namespaces.yaml', named.flatMap((namespace) => this.warning(namespace, rollout)).map(printDocument));
    add('1-warn/policies.yaml', parts.policies.objects.map(printDocument));
    [...this.hardened].sort().forEach(([file, texts]) => add(file, texts));
    add('3-enforce/namespaces.yaml', named.flatMap((namespace) => this.enforcing(namespace, rollout)).map(printDocument));
    return files.set('README.md', rolloutReadme(rollout, [...files.keys()], parts));
  }

  private warning(namespace: SurveyedNamespace, { to, version }: Rollout): readonly JsonObject[] {
    const modes = looserModes(namespace, to);
    return modes.length > 0 ? [labeled(this.objectOf(namespace), modes, to, version)] : [];
  }

  /** `kubectl apply` removes labels of the step before that are not in the file, so it has these, too. */
  private enforcing(namespace: SurveyedNamespace, { to, version }: Rollout): readonly JsonObject[] {
    const level = enforceable(namespace, to);
    const warning = labeled(this.objectOf(namespace), looserModes(namespace, to), to, version);
    return level === undefined ? [] : [labeled(warning, ['enforce'], level, version)];
  }

  private objectOf({ name = '' }: SurveyedNamespace): JsonObject {
    return this.namespaces.get(name) ?? { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  }
}

/** Whether a rollout changes the labels of a namespace. Its name becomes the name of a file. */
export function isLabeled(name: string | undefined): boolean {
  return isDnsLabel(name) && !hasReservedName(name);
}

function looserModes({ labels }: SurveyedNamespace, to: AdmissionLevel): readonly PodSecurityMode[] {
  return (['warn', 'audit'] as const).filter((mode) => isLooser(labels[mode]?.level ?? 'privileged', to));
}
