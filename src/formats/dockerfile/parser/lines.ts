/*
 * The instructions of a Dockerfile as pieces of its text. The parser of VS Code's Docker extension finds their starts and ends, and the
 * comments.
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
  /** The lines of its here-documents, including the lines that end them. */
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

/** Loads the parser on first use. This takes 15 ms, and most runs of the command line read no Dockerfile. */
function parse(text: string): ast.Dockerfile {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { DockerfileParser } = require('dockerfile-ast') as typeof ast;
  return DockerfileParser.parse(text);
}

/** The directives at the top of a file, up to the first other line. */
function directivesOf(lines: readonly string[], start = 0): readonly DockerfileDirective[] {
  const directives: DockerfileDirective[] = [];
  for (let index = start; DIRECTIVE.test(lines[index] ?? ''); index++) {
    const [, name, value] = DIRECTIVE.exec(lines[index])!;
    directives.push({ name: name.toLowerCase(), value: value.trim(), line: index + 1 });
  }
  return directives;
}

/** The `syntax` directive after a first line with `#!`. BuildKit skips such a line only when it looks for the frontend. */
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

/** The text for the parser, which would read the first comment after the directives as another one if it has a `=`. */
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

/** Whether a line between continued lines is a comment or blank, and so not part of the instruction. */
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
