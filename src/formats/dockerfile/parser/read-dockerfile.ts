import { closest } from 'fastest-levenshtein';
import { DockerfileError } from './dockerfile-error';
import { checkHereDocuments } from './here-documents';
import { KEYWORDS, InstructionContext, toInstruction } from './instruction';
import { RawDockerfile, RawInstruction, readLines } from './lines';
import { toText } from './text';
import { isShell } from '../../shell/nested-commands';
import { Room } from '../../shell/room';
import { orUnread } from '../../shell/shell-error';
import { isVariableName } from '../../shell/variables';
import { BaseImage, DockerfileInstruction, DockerfileStage, DockerfileView, imagePath } from '../model/dockerfile';
import { isWindowsImage } from '../model/windows';

/**
 * Reads a Dockerfile.
 *
 * @throws DockerfileError, with the line, if it is not a Dockerfile, or builders could read it in two ways
 */
export function readDockerfile(bytes: Uint8Array): DockerfileView {
  const text = toText(bytes);
  try {
    return new Reader(readLines(text), new Room(text, OF_VALUES)).read();
  } catch (error) {
    throw error instanceof DockerfileError ? error : new DockerfileError(`it cannot be read: ${(error as Error).message}`);
  }
}

/** A stage while it is read, and its state at the end, for the stages that are built on it. */
interface OpenStage extends DockerfileStage {
  readonly instructions: DockerfileInstruction[];
  readonly variables: StageVariables;
  workdir?: string;
  hasPosixShell: boolean;
}

/** The maximum number of stages. The limit matters because a stage looks up variables in the stages below it. */
const MAX_STAGES = 200;

/** The maximum length of a value: a value that refers to itself twice doubles with each line. */
const MAX_VALUE = 8192;

/** The length that the values of variables may have even in a short file. */
const OF_VALUES = 256 * 1024;

class Reader {
  private readonly instructions: DockerfileInstruction[] = [];
  private readonly stages: OpenStage[] = [];
  private readonly stageNames = new Map<string, number>();
  /** The ARGs before the first FROM: for FROM, and for stages that name them again. */
  private readonly globals = new Map<string, string | undefined>();

  /** @param room for the values of variables in the whole file */
  constructor(private readonly raw: RawDockerfile, private readonly room: Room) {}

  public read(): DockerfileView {
    this.raw.instructions.forEach((instruction) => orUnread(() => this.take(instruction), ({ message }) => {
      throw new DockerfileError(message, instruction.line);
    }));
    if (this.stages.length === 0) {
      throw new DockerfileError('it has no FROM: add `FROM IMAGE` with its base image');
    }
    return { instructions: this.instructions, stages: this.stages, comments: this.raw.comments, directives: this.raw.directives };
  }

  private take(raw: RawInstruction): void {
    const { keyword, line } = raw;
    if (!KEYWORDS.includes(keyword)) {
      throw new DockerfileError(`unknown instruction ${JSON.stringify(keyword)}: did you mean ${closest(keyword, KEYWORDS)}?`, line);
    }
    const stage = this.stages[this.stages.length - 1];
    if (!stage && keyword !== 'FROM' && keyword !== 'ARG') {
      throw new DockerfileError(`${keyword} comes before the first FROM: only ARG can`, line);
    }
    checkHereDocuments(raw, (text) => this.raw.lines.has(text));
    const instruction = toInstruction(raw, this.instructions.length, this.surroundingsOf(keyword === 'FROM' ? undefined : stage));
    this.instructions.push(instruction);
    if (keyword === 'FROM') {
      this.stages.push(this.open(instruction));
    } else if (!stage) {
      instruction.variables.forEach(({ name, value }) => this.globals.set(name, value));
    } else {
      stage.instructions.push(instruction);
      if (!instruction.isTrigger) {
        this.carryOut(instruction, stage);
      }
    }
  }

  private surroundingsOf(stage: OpenStage | undefined): InstructionContext {
    const known = stage?.variables ?? this.globals;
    return {
      escape: this.raw.escape,
      lookup: (name) => {
        const value = known.get(name);
        if (value === undefined) {
          return isVariableName(name) ? undefined : '';
        }
        if (value.length > MAX_VALUE) {
          return undefined;
        }
        this.room.take(value.length);
        return value;
      },
      workdir: stage?.workdir,
      hasPosixShell: stage?.hasPosixShell ?? false,
    };
  }

  private open(from: DockerfileInstruction): OpenStage {
    const [image, as, name, ...others] = from.words;
    if (image === undefined || others.length > 0 || (as !== undefined && (as.toUpperCase() !== 'AS' || name === undefined))) {
      throw new DockerfileError('FROM takes an image, and may name its stage: FROM image AS name', from.line);
    }
    if (this.stages.length === MAX_STAGES) {
      throw new DockerfileError(`it has more than ${MAX_STAGES} stages: divide it into several Dockerfiles`, from.line);
    }
    const stage = this.stageNames.get(image.toLowerCase());
    const base: BaseImage = stage === undefined ? { image } : { image, stage };
    const below = stage === undefined ? undefined : this.stages[stage];
    if (name !== undefined) {
      this.stageNames.set(name.toLowerCase(), this.stages.length);
    }
    const workdirOfImage = image === 'scratch' ? '/' : undefined;
    const opened: OpenStage = {
      name,
      from,
      base,
      instructions: [],
      variables: new StageVariables(below?.variables),
      workdir: below ? below.workdir : workdirOfImage,
      hasPosixShell: below ? below.hasPosixShell : this.raw.escape === '\\' && !isWindowsImage(image),
    };
    // BuildKit runs the ONBUILD instructions of a stage in the same file.
    below?.instructions.filter(({ isTrigger }) => isTrigger).forEach((trigger) => this.carryOut(trigger, opened));
    return opened;
  }

  private carryOut({ keyword, variables, words, isExec }: DockerfileInstruction, stage: OpenStage): void {
    switch (keyword) {
      case 'ARG':
        variables.forEach(({ name, value }) => stage.variables.setByArg(name, value ?? this.globals.get(name)));
        break;
      case 'ENV':
        variables.forEach(({ name, value }) => stage.variables.setByEnv(name, value));
        break;
      case 'WORKDIR':
        stage.workdir = imagePath(words[0], stage.workdir);
        break;
      case 'SHELL':
        // A program such as `conda run` or `env` can come before the shell.
        stage.hasPosixShell = isExec && words.some(isShell);
        break;
    }
  }
}

/** The variables of a stage. Variables of stages below are looked up there: copies would take quadratic memory for a hostile file. */
class StageVariables {
  private readonly byArg = new Map<string, string | undefined>();
  private readonly byEnv = new Map<string, string | undefined>();

  /** @param below the variables of the stage that this one is built on. BuildKit passes on values of ARG, Buildah does not. */
  constructor(private readonly below?: StageVariables) {}

  public get(name: string): string | undefined {
    const known = this.setting(name);
    return known ? known.byEnv.get(name) : this.byArg.get(name);
  }

  /** An ARG does not override ENV. */
  public setByArg(name: string, value: string | undefined): void {
    if (!this.setting(name)) {
      this.byArg.set(name, value);
    }
  }

  public setByEnv(name: string, value: string | undefined): void {
    this.byEnv.set(name, value);
  }

  /** The nearest stage that sets a variable by ENV. */
  private setting(name: string): StageVariables | undefined {
    let stage: StageVariables | undefined = this; // eslint-disable-line @typescript-eslint/no-this-alias
    while (stage && !stage.byEnv.has(name)) {
      stage = stage.below;
    }
    return stage;
  }
}
