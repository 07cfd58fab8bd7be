import { flagOf } from '../../../formats/dockerfile/model/dockerfile';
import { DockerfileControl } from '../control';
import { inInstruction } from './violations';

const ADDRESS = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@)/i;
const AT_COMMIT = /#[0-9a-f]{40}(?::|$)/;

export const dockerfileAddUrl: DockerfileControl = {
  id: 'dockerfile-add-url',
  title: 'No ADD from the network without a checksum',
  level: 'hardened',
  risk: 'medium',
  why: 'The server, or an attacker on the network path, decides at build time which file runs in production.',
  remedy: 'write `ADD --checksum=sha256:…`, or `#COMMIT` for a Git repository, or download the file in a RUN that checks its checksum or '
    + 'signature',
  spec: {
    rules: [{
      fields: ['the sources of ADD, in every stage'],
      allowed: 'files; an address with a --checksum that is not empty, since every builder verifies it; '
        + 'a Git repository at a commit (`#` and 40 hexadecimal digits)',
    }],
  },
  checkDockerfile: ({ instructions }) => instructions
    .filter((instruction) => instruction.keyword === 'ADD' && !flagOf(instruction, 'checksum'))
    .flatMap((instruction) => instruction.words.slice(0, -1)
      .filter((source) => ADDRESS.test(source) && !AT_COMMIT.test(source))
      .map((source) => inInstruction(instruction, source, 'nothing verifies what the server sends'))),
};
