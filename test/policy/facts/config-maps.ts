import { asArray, asObject, JsonObject } from '../../../src/formats/manifest/json';
import { Collector, Fact } from '../../../src/policy/facts/fact';

// A fact and a control that reads it, as they would be added to src/policy.

type ConfigMaps = (name: string) => boolean;
/** Called for each object that the fact is collected from. */
export const added = jest.fn();

class ConfigMapCollector implements Collector<ConfigMaps> {
  private readonly names = new Set<string>();

  public add({ metadata }: JsonObject, place: string): void {
    added();
    this.names.add(`${place} ${asObject(metadata).name}`);
  }

  public at(place: string): ConfigMaps {
    return (name) => this.names.has(`${place} ${name}`);
  }
}

export const configMaps: Fact<ConfigMaps> = { isIn: (kind) => kind === '/ConfigMap', text: /\bConfigMap\b/, collector: () => new ConfigMapCollector() };

export const configMapExists = {
  id: 'config-map-exists',
  title: 'A ConfigMap that exists',
  level: 'hardened',
  risk: 'high',
  why: 'Without it, no container starts.',
  remedy: 'write the ConfigMap',
  spec: { rules: [{ fields: ['spec.volumes[*].configMap.name'], allowed: 'a ConfigMap of the same input' }] },
  facts: ['configMaps'],
  reads: { needs: ['spec.volumes[*].configMap'] },
  checks: [{
    since: 0,
    check: (pod: any, { facts: { configMaps: exists } }: any) => asArray(pod.json.volumes).flatMap((volume, index) => {
      const { name } = asObject(asObject(asObject(volume).configMap)) as any;
      return name === undefined || !exists || exists(name) ? []
        : [{ path: [...pod.path, 'volumes', index, 'configMap', 'name'], value: name }];
    }),
  }],
} as const;
