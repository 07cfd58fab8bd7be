import { Cause } from '../../cause';

export const libraryMissing: Cause = {
  id: 'library-missing',
  title: 'the image does not have a library of the program',
  why: 'The program was built against a library that is not installed, or that is outside of the directories of the loader. `ldconfig` at the start cannot add them: the root filesystem is read-only.',
  signs: [
    { in: 'log', text: /error while loading shared libraries: (?<library>[^:\s]+): cannot open shared object file: No such file/, weight: 82 },
    { in: 'log', text: /Error loading shared library (?<library>[^:\s]+): No such file or directory/, weight: 82 },
  ],
  fix: ({ facts: { library } }) => ({
    do: `install ${library} when you build the image; where it is in the image, name its directory in LD_LIBRARY_PATH, or run ldconfig in the Dockerfile`,
    typescript: "presets: [RuntimePreset.custom('libraries', { environment: { LD_LIBRARY_PATH: '/opt/app/lib' } })],   // its directory",
    yaml: '# env: [{ name: LD_LIBRARY_PATH, value: /opt/app/lib }], the directory of the library',
  }),
  example: { source: 'log', text: '/opt/app/bin/shop: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory' },
};
