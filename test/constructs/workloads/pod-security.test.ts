import { App } from 'cdk8s';
import { ContainerRestartPolicy } from 'cdk8s-plus-28';
import { parseAllDocuments } from 'yaml';
import { container, KINDS, newChart } from './support';
import { podsOf } from '../../../src/formats/manifest/workload';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { failingChecks } from '../../pss/reference';

type Kind = typeof KINDS[number];
const VERSIONS = Array.from({ length: 38 }, (_, minor) => minor);

// By the second, independent implementation of the Pod Security Standards in test/pss, on the YAML that users get.
describe.each(KINDS)('the YAML of a Hardened$kind', ({ kind, hardened, plain }) => {
  const props = () => ({
    containers: [container({ portNumber: 8080 }), container({ name: 'second' })],
    initContainers: [container({ name: 'setup' }), container({ name: 'sidecar', restartPolicy: ContainerRestartPolicy.ALWAYS })],
  });

  function podIn(make: Kind['hardened']): any {
    const document = documentsIn(make).find((object) => object.kind === kind);
    const [{ json, metadata }] = podsOf(document);
    return { kind: 'Pod', metadata, spec: json };
  }

  function documentsIn(make: Kind['hardened']): any[] {
    const chart = newChart();
    make(chart, 'web', props());
    return parseAllDocuments((App.of(chart) as App).synthYaml()).map((parsed) => parsed.toJS());
  }

  test.each(VERSIONS)('satisfies every "restricted" rule of version 1.%i', (version) => {
    expect(failingChecks(podIn(hardened), 'restricted', version)).toEqual([]);
  });

  test('satisfies rules that a plain $kind violates', () => {
    expect(failingChecks(podIn(plain), 'restricted', 30))
      .toEqual(['capabilities_restricted', 'seccompProfile_restricted']);
  });

  test('has no finding and no warning', () => {
    expect(documentsIn(hardened).flatMap((document) => evaluate(document, profileOf('hardened')))).toEqual([]);
  });
});
