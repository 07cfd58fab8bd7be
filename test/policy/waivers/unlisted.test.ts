import { waiver } from './findings';
import { HardeningProfile } from '../../../src/policy/settings/hardening-profile';
import { Waiver } from '../../../src/policy/settings/waiver';
import { unlisted } from '../../../src/policy/waivers/unlisted';

const OWN = waiver('host-ports', { containers: ['web'], allow: ['80', '443'], template: 'spec.templates[build]' });
const several = (...controls: string[]): Waiver => ({ ...waiver('', { containers: ['web'] }), control: undefined, controls });

test.each<[string, Waiver, readonly Waiver[], boolean]>([
  ['nothing is reviewed', OWN, [], true],
  ['the same is reviewed', OWN, [OWN], false],
  ['it is reviewed with another reason', OWN, [{ ...OWN, reason: 'one of the reviewer' }], false],
  ['more is reviewed', OWN, [{ ...OWN, containers: ['proxy', 'web'], initContainers: ['setup'], allow: ['22', '443', '80'] }], false],
  ['another one is reviewed, too', OWN, [waiver('privileged'), OWN], false],
  ['another control is reviewed', OWN, [{ ...OWN, control: 'privileged' }], true],
  ['one value less is reviewed', OWN, [{ ...OWN, allow: ['80'] }], true],
  ['no value is reviewed', OWN, [{ ...OWN, allow: undefined }], true],
  ['another container is reviewed', OWN, [{ ...OWN, containers: ['proxy'] }], true],
  ['the container is reviewed as an init container', OWN, [{ ...OWN, containers: undefined, initContainers: ['web'] }], true],
  ['one of two lists is reviewed', { ...OWN, initContainers: ['setup'] }, [OWN], true],
  ['another template is reviewed', OWN, [{ ...OWN, template: 'spec.templates[test]' }], true],
  ['no template is reviewed', OWN, [{ ...OWN, template: undefined }], true],
  ['a profile is reviewed', OWN, [{ ...OWN, control: undefined, profile: HardeningProfile.PSS_BASELINE }], true],
  ['its profile is reviewed', { profile: HardeningProfile.PSS_BASELINE, reason: 'x' }, [{ profile: HardeningProfile.PSS_BASELINE, reason: 'y' }], false],
  ['another profile is reviewed', { profile: HardeningProfile.PSS_BASELINE, reason: 'x' }, [{ profile: HardeningProfile.PSS_RESTRICTED, reason: 'y' }], true],
  ['only a control is reviewed of a profile', { profile: HardeningProfile.PSS_BASELINE, reason: 'x' }, [waiver('privileged')], true],
  ['its controls are reviewed one by one', several('host-ports', 'privileged'), [several('privileged'), waiver('host-ports', { containers: ['web'] })], false],
  ['its controls are reviewed together', several('host-ports', 'privileged'), [several('privileged', 'sysctls', 'host-ports')], false],
  ['one of its controls is reviewed', several('host-ports', 'privileged'), [several('privileged')], true],
])('a waiver of an object where %s', (_, own, reviewed, isUnlisted) => {
  expect(unlisted([own], reviewed)).toEqual(isUnlisted ? [own] : []);
});

test('of several waivers only those are unlisted that no one reviewed', () => {
  const other = waiver('privileged');
  expect(unlisted([OWN, other], [OWN])).toEqual([other]);
});
