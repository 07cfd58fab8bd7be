/*
 * The code in texts, as a program in each language that its compiler must accept: a user pastes it.
 */
import { messages } from './messages';
import { goCode } from '../../../src/formats/language/go';
import { javaCode } from '../../../src/formats/language/java';
import { TABLES } from '../../../src/formats/language/types';
import { typesOf } from '../assemblies';

/** What a user writes in place of `...`, by the code before it. */
const PLACEHOLDERS: readonly (readonly [place: RegExp, java: string, go: string])[] = [
  [/\bof\($/i, 'chart', 'chart'],
  [/RunAs[._]user\($/i, '1000', 'jsii.Number(1000), nil'],
  [/\brunAs(?:\(|: )$/i, 'RunAs.nonRoot()', 'cdk8shardened.RunAs_NonRoot()'],
  [/RuntimePreset[._]custom\($/i, '"own", RuntimePresetOptions.builder().build()', 'jsii.String("own"), &cdk8shardened.RuntimePresetOptions{}'],
  [/RuntimePreset[._]custom\([^,]*, $/i, 'RuntimePresetOptions.builder().build()', '&cdk8shardened.RuntimePresetOptions{}'],
];

/** Structs that have options of texts, the likeliest ones first. */
const OWNERS = [
  'ContainerSecurityContextProps', 'PodSecurityContextProps', 'ContainerProps', 'HardenedStatefulSetProps', 'HardenedDeploymentProps', 'HardenedNamespaceProps',
  'HardenedServiceAccountProps', 'HardenedJobProps', 'HardenedCronJobProps', 'ServiceProps', 'SecretVolumeOptions', 'EmptyDirVolumeOptions', 'HardeningDefaults', 'ApplyOptions',
  'Waiver', 'NetworkPeerOptions', 'PodsPeerOptions',
];

interface Snippet {
  readonly text: string;
  readonly code: string;
  /** Of an option, the struct that has it. */
  readonly owner?: string;
}

/** Options that several structs have with different types, by their code. */
const OWNERS_BY_CODE: readonly (readonly [code: RegExp, owner: string])[] = [[/NetworkPolicyPort/, 'PodConnectionsAllowToOptions'], [/DeploymentStrategy/, 'HardenedDeploymentProps']];

/** Code that no compiler takes: a placeholder, or a value of a template. `capabilities(7)` is a page of a manual. */
const INCOMPLETE = /\.\.\.|\b(?:value|path|data|NaN|\w+_Value)\b|\(7\)|^\w+: [a-z]+$/;

const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** From where code begins to the end of its last bracket, without strings being read as brackets. */
function codeAt(text: string, start: number): string {
  let end = start;
  const open: string[] = [];
  while (end < text.length) {
    const string = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(end))?.[0];
    const char = text[end];
    if (!string && open.length === 0 && !/[\w.&*:]/.test(char) && !(char in BRACKETS) && !(char === ' ' && /(?::|\bnew)$/.test(text.slice(start, end)))) break;
    if (string === undefined && char in BRACKETS) open.push(BRACKETS[char]);
    else if (string === undefined && char === open.at(-1)) open.pop();
    end += string?.length ?? 1;
  }
  return open.length > 0 ? '' : text.slice(start, end).replace(/[.:]+$/, '');
}

function snippetsIn(text: string, begin: RegExp): readonly string[] {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    const match = begin.exec(text.slice(at));
    if (!match) return found;
    const code = codeAt(text, at + match.index);
    if (code) found.push(code);
    at += match.index + Math.max(code.length, match[0].length);
  }
}

function filled(code: string, language: 'java' | 'go'): string {
  return code.replace(/\.\.\.(?=[)}\],])/g, (dots, index: number) => {
    const known = PLACEHOLDERS.find(([place]) => place.test(code.slice(0, index)));
    return known ? known[language === 'java' ? 1 : 2] : dots;
  });
}

/** The struct that has an option, with those that it extends. */
function ownerOf(option: string): string | undefined {
  return OWNERS.find((name) => propertiesOf(name).includes(option));
}

const STRUCTS = new Map(['node_modules/cdk8s', 'node_modules/cdk8s-plus-28', '.'].flatMap(typesOf).map((type) => [type.name, type]));

function propertiesOf(name: string): readonly string[] {
  const { properties = [], interfaces = [] } = STRUCTS.get(name) ?? {};
  return [...properties.map((property) => property.name), ...interfaces.flatMap((fqn) => propertiesOf(fqn.replace(/^.*\./, '')))];
}

function all(translate: (text: string) => string, begin: RegExp, language: 'java' | 'go', option: RegExp): readonly Snippet[] {
  const found = new Map<string, Snippet>();
  for (const text of messages()) {
    for (const code of snippetsIn(translate(text), begin).map((each) => filled(each, language))) {
      const name = option.exec(code)?.[1];
      const owner = name && (OWNERS_BY_CODE.find(([sign]) => sign.test(code))?.[1] ?? ownerOf(name[0].toLowerCase() + name.slice(1)));
      const withoutTexts = code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      const isOfInstance = TABLES.OF_INSTANCES.some((method) => code.toLowerCase().startsWith(method.toLowerCase()));
      if ((!name || owner) && !INCOMPLETE.test(withoutTexts) && !isOfInstance) found.set(code, { text, code, owner });
    }
  }
  return [...found.values()];
}

const comment = ({ text }: Snippet) => `// ${JSON.stringify(text).replace(/\\u/g, '\\ u')}`;

/** A class whose methods have the code of all texts. */
export function javaProgram(): string {
  const begin = /\b(?:[A-Z]\w+\.(?:\w+\(|[A-Z_]{3,}\b)|new [A-Z]\w*\(|(?<![.\w])[a-z]+[A-Z]?\w*\((?!\)|s\)))/;
  const methods = all(javaCode, begin, 'java', /^([a-z]\w*)\(/).map((snippet, index) => {
    const { code, owner } = snippet;
    const line = owner ? `${owner}.builder().${code};` : /\)$/.test(code) ? `${code};` : `Object result = ${code};`;
    return `    ${comment(snippet)}\n    static void text${index}(Chart chart, App app, Chart scope, Number uid, Number gid, String reason) {\n        ${line}\n    }`;
  });
  return [
    'package example;', '', 'import io.github.cdk8shardened.*;', 'import java.time.Instant;', 'import java.util.List;', 'import java.util.Map;', 'import org.cdk8s.*;',
    'import org.cdk8s.plus28.*;', '', '/** The code in texts of the library. */', 'final class Texts {', '    private Texts() {', '    }', '', methods.join('\n\n'), '}', '',
  ].join('\n');
}

/** The same as functions. */
export function goProgram(): string {
  const begin = /(?:&(?:\[\]|map\[|\w+\.[A-Z])|\b(?:cdk8s\w*|jsii)\.[A-Z]\w*|(?<![.\w"])[A-Z]\w+: (?=[&\w"]))/;
  const functions = all(goCode, begin, 'go', /^([A-Z]\w*): /).map((snippet, index) => {
    const { code, owner } = snippet;
    const line = owner ? `_ = &${STRUCTS.get(owner)!.assembly === 'cdk8s-hardened' ? 'cdk8shardened' : 'cdk8splus28'}.${owner}{${code}}` : /^[\w.]+\(.*\)$/s.test(code) ? code : `_ = ${code}`;
    return `${comment(snippet)}\nfunc text${index}(chart cdk8s.Chart, app cdk8s.App, scope cdk8s.Chart, uid *float64, gid *float64, reason *string) {\n\t${line}\n}`;
  });
  return [
    'package main', '', 'import (', '\t"time"', '', '\t"github.com/aws/jsii-runtime-go"', '\t"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"',
    '\t"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"', '\t"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"', ')', '', 'var _ = time.UTC', 'var _ = jsii.String', '', functions.join('\n\n'), '',
  ].join('\n');
}
