import { writeFileSync } from 'fs';
import { join } from 'path';
import { command, Language } from './language';

/** The folder that jsii-pacmak built into is a source of packages beside the configured ones. */
const configuration = (source: string) => `<configuration><packageSources><add key="built" value="${source}" /></packageSources></configuration>\n`;

export const csharp: Language = {
  name: 'csharp',
  target: 'dotnet',
  programs: ['dotnet'],
  probe: ['dotnet', 'package', 'search', 'Amazon.JSII.Runtime', '--exact-match'],
  run(app, built) {
    writeFileSync(join(app, 'nuget.config'), configuration(built));
    command(app, ['dotnet', 'run']);
  },
};
