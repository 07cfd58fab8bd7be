import { App } from 'cdk8s';
import { ContainerRestartPolicy } from 'cdk8s-plus-28';
import { parseAllDocuments } from 'yaml';
import { container, KINDS, newChart } from './support';
import { evaluate } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';
import { failingChecks } from '../pss/reference';

const VERSIONS = Array.from({ length: 38 }, (_, minor) => minor);

// By the second, independent implementation of the Pod Security Standards in test/pss, on the YAML that users get.
describe.each(KINDS)('the YAML of a Hardened$kind satisfies every "restricted" rule', ({ hardened, plain }) => {
  const props = () => ({
    containers: [container({ portNumber: 8080 }), container({ name: 'second' })],
    initContainers: [container({ name: 'setup' }), container({ name: 'sidecar', restartPolicy: ContainerRestartPolicy.ALWAYS })],
  });

  function templateIn(make: (chart: ReturnType<typeof newChart>) => unknown): any {
    const chart = newChart();
    make(chart);
    const [document] = parseAllDocuments((App.of(chart) as App).synthYaml()).map((parsed) => parsed.toJS());
    return { kind: 'Pod', ...document.spec.template };
  }

  test.each(VERSIONS)('of version 1.%i', (version) => {
    expect(failingChecks(templateIn((chart) => hardened(chart, 'web', props())), 'restricted', version)).toEqual([]);
  });

  test('and that of the plain one does not', () => {
    expect(failingChecks(templateIn((chart) => plain(chart, 'web', props())), 'restricted', 30))
      .toEqual(['capabilities_restricted', 'seccompProfile_restricted']);
  });

  test('and has no finding and no warning in our own judgement', () => {
    const chart = newChart();
    hardened(chart, 'web', props());
    const documents = parseAllDocuments((App.of(chart) as App).synthYaml()).map((parsed) => parsed.toJS());
    expect(documents.flatMap((document) => evaluate(document, profileOf('hardened')))).toEqual([]);
  });
});
