import { Size } from 'cdk8s';
import { DeploymentProps, StatefulSetProps, Volume } from 'cdk8s-plus-28';
import { PLUS, SINCE } from './printed-by-version';
import { container, manifestOf, newChart, podSpecOf } from './support';
import { HardenedDeployment, HardenedStatefulSet, HardenedStatefulSetProps, Hardening } from '../../../src';

// Options that 28 does not have. It ignores them: these tests run with newer versions, too, see test/plus/jest.config.json.

const deployed = (props: object) => new HardenedDeployment(newChart(), 'web', { containers: [container()], ...props } as DeploymentProps);

describe('service links', () => {
  test.each([true, false])('are what the author says: %s', (enableServiceLinks) => {
    expect(podSpecOf(deployed({ enableServiceLinks })).enableServiceLinks).toBe(PLUS >= SINCE.enableServiceLinks && enableServiceLinks);
  });

  test('are off, if the author says nothing', () => expect(podSpecOf(deployed({})).enableServiceLinks).toBe(false));

  test('that the author turns on are reported', () => {
    const web = deployed({ enableServiceLinks: true });
    const fields = Hardening.of(web).report().findings.filter(({ control }) => control === 'service-links').map(({ field }) => field);
    expect(fields).toEqual(PLUS >= SINCE.enableServiceLinks ? ['spec.template.spec.enableServiceLinks'] : []);
  });
});

test('a shared process namespace is what the author says', () => {
  const { shareProcessNamespace } = podSpecOf(deployed({ shareProcessNamespace: true }));
  expect(shareProcessNamespace).toBe(PLUS >= SINCE.shareProcessNamespace ? true : undefined);
});

test('the number of old ReplicaSets is what the author says', () => {
  const { revisionHistoryLimit } = manifestOf(deployed({ revisionHistoryLimit: 3 })).spec;
  expect(revisionHistoryLimit).toBe(PLUS >= SINCE.revisionHistoryLimit ? 3 : undefined);
});

describe('volume claim templates of cdk8s-plus', () => {
  const OURS = { name: 'ours', size: Size.gibibytes(1), mounts: [{ path: '/ours' }] };
  const THEIRS = { name: 'theirs', storage: Size.gibibytes(2) };

  function stored(volumeClaimTemplates: object[]) {
    const chart = newChart();
    const volume = PLUS >= SINCE.volumeClaimTemplates ? (Volume as any).fromName(chart, 'volume', 'theirs') : Volume.fromEmptyDir(chart, 'volume', 'theirs');
    const main = container({ portNumber: 8080, volumeMounts: [{ path: '/theirs', volume }] });
    return new HardenedStatefulSet(chart, 'store', { containers: [main], volumeClaimTemplates } as StatefulSetProps & HardenedStatefulSetProps);
  }

  if (PLUS < SINCE.volumeClaimTemplates) {
    test('are refused with what ours need, where cdk8s-plus has none', () => {
      expect(() => stored([THEIRS])).toThrow('volume claim template "theirs" has no option "storage"');
    });
  } else {
    test.each([['alone', [THEIRS]], ['beside ours', [OURS, THEIRS]]])('are emitted %s, with the other volumes', (_, templates) => {
      const { volumeClaimTemplates, template } = manifestOf(stored(templates)).spec;
      const [{ volumeMounts }] = template.spec.containers;
      expect(volumeClaimTemplates.map(({ metadata }: any) => metadata.name).sort()).toEqual(templates.map(({ name }) => name).sort());
      expect(volumeMounts.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['theirs', 'scratch-main--tmp']));
      expect(template.spec.volumes.map(({ name }: any) => name)).toEqual(['scratch-main--tmp']);
    });

    test('that are added later are emitted', () => {
      const store = stored([OURS]);
      (store as any).addVolumeClaimTemplate(THEIRS);
      expect(manifestOf(store).spec.volumeClaimTemplates.map(({ metadata }: any) => metadata.name).sort()).toEqual(['ours', 'theirs']);
    });
  }
});
