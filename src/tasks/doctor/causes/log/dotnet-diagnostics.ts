import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const dotnetDiagnostics: Cause = {
  id: 'dotnet-diagnostics',
  title: '.NET cannot write its diagnostics files',
  why: 'The runtime creates pipes and maps memory in /tmp when it starts, and fails where that is not writable.',
  signs: [{ in: 'log', text: /Failed to create CoreCLR|System\.IO\.FileSystem\.Watcher.*\/tmp|clr-debug-pipe|dotnet-diagnostic-\d/, weight: 79 }],
  fix: (found) => ({
    do: 'set DOTNET_EnableDiagnostics=0, and make /tmp writable',
    typescript: 'presets: [RuntimePreset.DOTNET],',
    yaml: containerYaml(found, 'env:', "  - { name: DOTNET_EnableDiagnostics, value: '0' }", 'volumeMounts:', '  - { name: tmp, mountPath: /tmp }') + '\nvolumes:\n  - { name: tmp, emptyDir: { sizeLimit: 1Gi } }',
    settings: "environment: { DOTNET_EnableDiagnostics: '0' }\nwritablePaths: [/tmp]",
  }),
  example: { source: 'log', text: 'Failed to create CoreCLR, HRESULT: 0x8007000E' },
};
