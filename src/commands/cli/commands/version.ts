import { AddCommand } from '../command';

export const addVersion: AddCommand = (program, { io, version }) => {
  program.command('version')
    .description('print the version, as --version does')
    .action(() => {
      io.stdout.write(`${version}\n`);
    });
};
