import { Cause } from '../../cause';

export const inotifyLimit: Cause = {
  id: 'inotify-limit',
  title: 'the limit of file watchers of the user is used up',
  why: 'Processes with one uid share the inotify limits of their node, also across pods.',
  signs: [{ in: 'log', text: /(?:ino|fsno)tify.*(?:limit|too many|ENOSPC|EMFILE|No space left)|(?:limit|number) (?:of|on the number of) (?:file watchers|inotify)|user limit .* inotify instances|(?:ENOSPC|EMFILE).*\bwatch/i, weight: 79 }],
  fix: () => ({
    do: 'use a uid that no other pod has, and switch watching off',
    typescript: 'runAs: RunAs.unique(),   // .NET: RuntimePreset.DOTNET sets DOTNET_hostBuilder__reloadConfigOnChange=false',
    yaml: 'securityContext:\n  runAsUser: 1900000001',
    settings: 'runAs: 1900000001',
  }),
  example: { source: 'log', text: 'System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached' },
};
