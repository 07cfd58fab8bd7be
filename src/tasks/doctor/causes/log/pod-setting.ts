import { Cause, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { targetsIn } from '../../paths';
import { BUSY, DENIED, EROFS } from '../../words';

interface Setting {
  readonly file: RegExp;
  readonly what: string;
  readonly yaml: (found: Found) => string;
  readonly typescript: string;
}

const SETTINGS: readonly Setting[] = [
  {
    file: /^\/etc\/(?:localtime|timezone)$/,
    what: 'set the time zone by the variable TZ: the program reads it, and needs no /etc/localtime',
    yaml: (found) => containerYaml(found, 'env:', '  - { name: TZ, value: Europe/Vienna }'),
    typescript: "presets: [RuntimePreset.custom('zone', { environment: { TZ: 'Europe/Vienna' } })],   // your zone",
  },
  { file: /^\/etc\/hosts$/, what: 'name the hosts in `hostAliases` of the pod: the kubelet writes /etc/hosts', yaml: () => 'hostAliases:\n  - { ip: 10.0.0.1, hostnames: [db.example.com] }', typescript: "hostAliases: [{ ip: '10.0.0.1', hostnames: ['db.example.com'] }]," },
  { file: /^\/etc\/resolv\.conf$/, what: 'set DNS by `dnsConfig` of the pod: the kubelet writes /etc/resolv.conf', yaml: () => 'dnsConfig:\n  nameservers: [10.0.0.53]\n  searches: [example.com]', typescript: "dns: { nameservers: ['10.0.0.53'], searches: ['example.com'] }," },
  { file: /^\/etc\/(?:hostname|mailname)$/, what: 'set `hostname` of the pod, or the option of the program: the kubelet writes /etc/hostname', yaml: () => 'hostname: web', typescript: "// of the pod: hostname: 'web'" },
];

function fileOf({ line }: Found): string | undefined {
  return /^\S*hostname\S*: /.test(line.text) ? '/etc/hostname' : targetsIn(line.text).find((path) => SETTINGS.some(({ file }) => file.test(path)));
}

export const podSetting: Cause = {
  id: 'pod-setting',
  title: 'the program writes a system file that the pod sets',
  why: 'The time zone, hosts, DNS and the name of the host are settings of the pod. A volume at /etc would hide all other files there.',
  standsBeside: true,
  signs: [
    { in: 'log', text: /\b(?:hostname|sethostname|hostnamectl): .*(?:must be root|not permitted|permission denied)/, weight: 80 },
    { in: 'log', text: new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})|${BUSY.source}|Operation not permitted`, 'i'), weight: 80, when: (found) => fileOf(found) !== undefined },
  ],
  fix: (found) => {
    const { what, yaml, typescript } = SETTINGS.find(({ file }) => file.test(fileOf(found)!))!;
    return { do: `${what}; and remove the line that writes ${fileOf(found)}`, yaml: yaml(found), typescript, ...typescript.includes('TZ') ? { settings: 'environment: { TZ: Europe/Vienna }' } : {} };
  },
  example: { source: 'log', text: "ln: failed to create symbolic link '/etc/localtime': Read-only file system" },
};
