/*
 * The instructions of a Dockerfile as pieces of its text. Where they begin and end, and which lines are comments, the parser of VS Code's
 * Docker extension says.
 */
import type * as ast from 'dockerfile-ast';
import { DockerfileError } from './dockerfile-error';
import { DockerfileComment, DockerfileDirective } from '../model/dockerfile';

export interface RawDockerfile {
  readonly instructions: readonly RawInstruction[];
  readonly comments: readonly DockerfileComment[];
  readonly directives: readonly DockerfileDirective[];
  /** All lines, without tabs before them. */
  readonly lines: ReadonlySet<string>;
  /** The character that continues a line. */
  readonly escape: string;
}

export interface RawInstruction {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
  /** The text after the keyword, with continued lines joined, without here-documents. */
  readonly text: string;
  /** The lines of its here-documents, their ends among them. */
  readonly hereDocuments: readonly string[];
}

/** Source: https://docs.docker.com/reference/dockerfile/#parser-directives */
const DIRECTIVE = /^\s*#\s*(syntax|escape|check)\s*=(.*)/i;
const ESCAPES = ['\\', '`'];

/** @throws DockerfileError if the escape character is invalid, or builders divide the lines in different ways */
export function readLines(text: string): RawDockerfile {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, '').replaceAll('\r', ' '));
  const directives = directivesOf(lines);
  const escape = escapeOf(directives);
  const dockerfile = parse(asParserReads(lines, directives.length));
  const comments = dockerfile.getComments().map((comment) => {
    const { line } = comment.getRange().start;
    return { line: line + 1, text: lines[line].trim().slice(1).trim() };
  });
  const instructions = dockerfile.getInstructions().map((instruction) => toRaw(instruction, lines, escape));
  return {
    instructions,
    comments,
    directives: [...directives, ...behindShebang(lines)],
    lines: new Set(lines.map((line) => line.replace(/^\t+/, ''))),
    escape,
  };
}

/** Loading it takes 15 ms, and most runs of the command line read no Dockerfile. */
function parse(text: string): ast.Dockerfile {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { DockerfileParser } = require('dockerfile-ast') as typeof ast;
  return DockerfileParser.parse(text);
}

/** The directives stand at the top: the first line that is none ends them. */
function directivesOf(lines: readonly string[], start = 0): readonly DockerfileDirective[] {
  const directives: DockerfileDirective[] = [];
  for (let index = start; DIRECTIVE.test(lines[index] ?? ''); index++) {
    const [, name, value] = DIRECTIVE.exec(lines[index])!;
    directives.push({ name: name.toLowerCase(), value: value.trim(), line: index + 1 });
  }
  return directives;
}

/** To look for the frontend alone, BuildKit passes over a first line with `#!`. */
function behindShebang(lines: readonly string[]): readonly DockerfileDirective[] {
  return lines[0].startsWith('#!') ? directivesOf(lines, 1).filter(({ name }) => name === 'syntax') : [];
}

function escapeOf(directives: readonly DockerfileDirective[]): string {
  const { value, line } = directives.find(({ name }) => name === 'escape') ?? { value: ESCAPES[0], line: 0 };
  if (!ESCAPES.includes(value)) {
    throw new DockerfileError(`${JSON.stringify(value)} is not an escape character: use \\ or \``, line);
  }
  return value;
}

/** To the parser every comment at the top that has a `=` in it is a directive. */
function asParserReads(lines: readonly string[], first: number): string {
  const isComment = lines[first]?.trimStart().startsWith('#');
  return lines.map((line, index) => index === first && isComment ? line.replaceAll('=', '-') : line).join('\n');
}

function toRaw(instruction: ast.Instruction, lines: readonly string[], escape: string): RawInstruction {
  const { start, end } = instruction.getRange();
  const behindKeyword = instruction.getInstructionRange().end;
  const pieces: string[] = [];
  let line = behindKeyword.line;
  for (let rest = lines[line].slice(behindKeyword.character); ; rest = lines[line]) {
    const isContinued = endsInEscape(rest, escape, line);
    pieces.push(isContinued ? rest.trimEnd().slice(0, -1) : rest);
    if (!isContinued) {
      break;
    }
    do {
      line++;
    } while (line <= end.line && isPassedOver(lines[line]));
    if (line > end.line) {
      break;
    }
  }
  return {
    keyword: instruction.getKeyword(),
    line: start.line + 1,
    endLine: end.line + 1,
    text: pieces.join('').trim(),
    hereDocuments: lines.slice(line + 1, end.line + 1),
  };
}

/** Comments and blank lines between continued lines. */
function isPassedOver(line: string): boolean {
  const text = line.trimStart();
  return text === '' || text.startsWith('#');
}

function endsInEscape(line: string, escape: string, index: number): boolean {
  const text = line.trimEnd();
  if (text.endsWith(escape + escape)) {
    throw new DockerfileError(
      `it ends in ${escape}${escape}: some builders read the next line as its continuation, and others do not: write something after it`,
      index + 1,
    );
  }
  return text.endsWith(escape);
}
