import { deployment, messagesOf } from './support';
import { conflictingPresets } from '../../../../src/policy/controls/declarations/conflicting-presets';
import { PresetConflict } from '../../../../src/policy/settings/declarations';

const conflict = (fields: Partial<PresetConflict>) => ({ presetConflicts: [{ subject: 'environment', key: 'HOME', presets: ['NODE', 'JVM'], ...fields } as PresetConflict] });
const pod = (...containers: object[]) => deployment({ containers, ephemeralContainers: [{ name: 'debug' }] });

test.each<[string, Partial<PresetConflict>, object[], string[]]>([
  ['a variable', {}, [{ name: 'main' }], ['presets NODE and JVM set variable HOME to different values: set HOME in `envVariables` of the container, or remove one of the presets']],
  ['a variable that the container sets', {}, [{ name: 'main', env: [{ name: 'home' }] }], []],
  ['a variable that one of two containers sets', {}, [{ name: 'main', env: [{ name: 'HOME' }] }, { name: 'proxy' }], [expect.stringContaining('variable HOME')]],
  ['a variable, next to another one of the container', {}, [{ name: 'main', env: [{ name: 'PATH' }, { value: 'x' }, null] }], [expect.stringContaining('variable HOME')]],
  ['a variable of a container that sets it', { container: 'main' }, [{ name: 'main', env: [{ name: 'HOME' }] }, { name: 'proxy' }], []],
  ['a path', { subject: 'path', key: '/data', container: 'main' }, [{ name: 'main' }],
    ['presets NODE and JVM set writable path "/data" with different options in container "main": add "/data" to `writablePaths`, or remove one of the presets']],
  ['a path that the container mounts', { subject: 'path', key: '/data' }, [{ name: 'main', volumeMounts: [{ mountPath: '/data/', name: 'a' }] }], []],
  ['a path, next to another mount', { subject: 'path', key: '/data' }, [{ name: 'main', volumeMounts: [{ mountPath: '/other', name: 'a' }] }],
    [expect.stringContaining('writable path "/data"')]],
  ['the user of a container', { subject: 'runAs', key: '', container: 'main' }, [{ name: 'main' }],
    ['presets NODE and JVM set different users in container "main": set `containerSettings.main.runAs`, or remove one of the presets']],
  ['the user of a container that is added later', { subject: 'runAs', key: '', container: 'late' }, [{ name: 'main' }], [expect.stringContaining('different users')]],
  ['a variable of a container that does not exist', { container: 'late' }, [{ name: 'main' }], []],
  ['a user', { subject: 'runAs' }, [{ name: 'main' }], ['presets NODE and JVM set different users: set `runAs`, or remove one of the presets']],
])('evaluates presets that disagree about %s', (_, fields, containers, expected) => {
  expect(messagesOf(conflictingPresets, conflict(fields), pod(...containers))).toEqual(expected);
});
