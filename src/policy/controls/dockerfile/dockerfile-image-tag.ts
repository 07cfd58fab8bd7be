import { inInstruction } from './violations';
import { DockerfileInstruction, DockerfileView, flagOf, isUnknown } from '../../../formats/dockerfile/model/dockerfile';
import { isVersion, parseImage } from '../../../formats/manifest/image';
import { DockerfileControl } from '../control';

export const dockerfileImageTag: DockerfileControl = {
  id: 'dockerfile-image-tag',
  title: 'Base images with a fixed tag',
  level: 'hardened',
  risk: 'medium',
  why: 'With `latest`, or without a tag, each build can use a different base image, and you cannot reproduce an old build.',
  remedy: 'use the tag of a version, such as `debian:13.1-slim`, or a digest',
  spec: {
    rules: [{
      fields: ['the image of FROM, of COPY --from and of RUN --mount=from, in every stage'],
      allowed: 'with a tag other than latest, or with a digest; a stage of the file; scratch; an '
        + 'image whose tag depends on a variable without a default',
    }],
    notes: ['The name can also refer to a build context that is not in the file.'],
  },
  checkDockerfile: (view) => view.instructions.flatMap((instruction) => imagesOf(instruction, view)
    .filter((image) => !isVersion(lastStep(image)) && !isUnknown(lastStep(image)))
    .map((image) => inInstruction(instruction, image, `its tag is ${parseImage(lastStep(image)).tag ?? 'missing'}`))),
};

/** The images that an instruction names, without stages of the same file. */
function imagesOf(instruction: DockerfileInstruction, { stages }: DockerfileView): readonly string[] {
  if (instruction.keyword === 'FROM') {
    const { base } = stages.find(({ from }) => from === instruction)!;
    return base.stage !== undefined || base.image === 'scratch' ? [] : [base.image];
  }
  const isStage = (from: string) => /^\d+$/.test(from) || stages.some(({ name }) => name?.toLowerCase() === from.toLowerCase());
  return sourcesOf(instruction).filter((from) => !isStage(from));
}

/** The stages and images from which an instruction copies or mounts files. */
function sourcesOf(instruction: DockerfileInstruction): readonly string[] {
  switch (instruction.keyword) {
    case 'COPY': return [flagOf(instruction, 'from') ?? []].flat();
    case 'RUN': return (instruction.flags.get('mount') ?? []).flatMap((mount) => MOUNTED_FROM.exec(mount)?.[1] ?? []);
    default: return [];
  }
}

/** The source in a mount such as `type=bind,from=build,target=/src`. */
const MOUNTED_FROM = /(?:^|,)from=([^,]*)/;

/** The last part of the name, with the tag. The registry and the folders before it may be variables although the tag is known. */
function lastStep(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1);
}
