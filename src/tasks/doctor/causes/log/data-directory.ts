import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const dataDirectory: Cause = {
  id: 'data-directory',
  title: 'the database refuses the owner or the mode of its data directory',
  why: 'PostgreSQL wants to own its data directory, closed to others. The root of a volume belongs to root, and an fsGroup opens it to a group: a subdirectory is its own.',
  signs: [
    { in: 'log', text: /data directory "(?<path>[^"]+)" has (?:invalid permissions|wrong ownership|group or world access)|could not change permissions of directory "(?<root>[^"]+)"|Permissions should be u=rwx/, weight: 79 },
    // The root of a volume has a directory of its file system: nothing was initialized yet.
    { in: 'log', text: /directory "(?<path>[^"]+)" exists but is not empty/, weight: 84, when: ({ line }) => /lost\+found/.test(line.around ?? '') },
  ],
  fix: (found) => {
    const root = (found.facts.path ?? found.facts.root ?? '/var/lib/postgresql/data').replace(/\/pgdata$/, '');
    const { known, uid: now = 999 } = found.evidence;
    const { uid = now, gid = uid } = known?.facts ?? {};
    return {
      do: `use a subdirectory of the volume as data directory: PGDATA=${root}/pgdata, and run as the user of the image`,
      typescript: 'presets: [RuntimePreset.POSTGRES],',
      yaml: `${containerYaml(found, 'env:', `  - { name: PGDATA, value: ${root}/pgdata }`)}\nsecurityContext: { runAsUser: ${uid}, runAsGroup: ${gid}, fsGroup: ${gid}, fsGroupChangePolicy: OnRootMismatch }${uid === 999 ? '   # alpine: 70' : ''}`,
      settings: `runAs: ${uid === gid ? uid : `{ user: ${uid}, group: ${gid} }`}\nenvironment: { PGDATA: ${root}/pgdata }\nwritablePaths: [/var/run/postgresql]`,
    };
  },
  example: { source: 'log', text: 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted' },
};
