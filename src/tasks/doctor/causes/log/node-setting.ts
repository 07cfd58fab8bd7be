import { Cause, Found } from '../../cause';
import { kernelPathsIn } from '../../paths';
import { nodeSettingFix } from '../../remedies/node-settings';
import { DENIED, EROFS } from '../../words';

/** A file of the kernel with a setting, apart from those of users and of programs themselves. */
function settingIn(text: string): string | undefined {
  return kernelPathsIn(text).find((path) => /^\/(?:sys|proc\/(?:sys|self\/oom|\d+\/oom|sysrq|irq|acpi))/.test(path));
}

const REFUSED = new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})|not permitted`, 'i');

function namesSetting({ line }: Found): boolean {
  return settingIn(line.text) !== undefined && REFUSED.test(line.text);
}

export const nodeSetting: Cause = {
  id: 'node-setting',
  title: 'the program changes a setting of the node, or a limit of its process',
  why: '/sys and /proc/sys belong to the node, and are read-only in every container. Priorities, and higher limits for files and memory, need capabilities that a hardened container does not have.',
  standsBeside: true,
  signs: [
    { in: 'log', text: REFUSED, weight: 82, when: namesSetting },
    { in: 'log', text: /\bsysctl: .*(?:Read-only file system|permission denied|not permitted)/i, weight: 81 },
    // A shell does not name the file that it writes, but its command does.
    { in: 'log', text: /\bwrite error: (?:permission denied|operation not permitted|read-only file system|invalid argument)/i, weight: 76, when: ({ evidence: { command = [] } }) => settingIn(command.join(' ')) !== undefined },
    { in: 'log', text: /\bulimit: .*(?:cannot modify|error setting|not permitted|permission denied)|\b(?:setrlimit|prlimit|RLIMIT_\w+)\b.*(?:not permitted|EPERM|permission denied|fail)|not allowed to raise maximum limit|cannot raise \w+ limit|failed to set the \w+ resource limit|(?:can(?:no|')t|unable to|failed to) (?:set|raise|increase|change|modify) (?:the )?(?:\w+ ){0,3}(?:rlimit|limit (?:of|for)|(?:open files?|file descriptors?|memlock|core) limit)/i, weight: 62 },
    { in: 'log', text: /^(?:modprobe|insmod|rmmod|swapo(?:n|ff)|losetup|depmod): .*(?:not permitted|permission denied|superuser|not found in directory)/i, weight: 77 },
    { in: 'log', text: /max (?:file descriptors|virtual memory areas vm\.max_map_count|number of threads) \[\d+\].* is too low|vm\.max_map_count\b.*too low/i, weight: 76 },
    { in: 'log', text: /(?:\b|_)(?:sched_set\w+|setpriority|ioprio_set|pthread_setschedparam|(?:re|io)?nice|chrt|taskset)\b.*(?:not permitted|EPERM|permission denied)|(?:set|setting|change|changing|raise) (?:\S+ ){0,3}(?:priority|niceness|nice(?: value| level)|scheduling|scheduler|(?:real-?time )?policy|affinity)\b.*(?:operation not permitted|EPERM)/i, weight: 77 },
  ],
  fix: ({ line, evidence: { command = [] } }) => nodeSettingFix(settingIn(line.text) ?? (/write error/.test(line.text) ? settingIn(command.join(' ')) : undefined), `${line.call ?? ''} ${line.text}`.trim()),
  example: { source: 'log', text: '/entry.sh: line 3: /sys/kernel/mm/transparent_hugepage/enabled: Read-only file system' },
};
