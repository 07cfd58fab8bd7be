import {
  CodeAction,
  CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  Command,
  Diagnostic,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { imageUsers, OF_USERS, runsAs } from './image-users';
import { FixedObject } from './unfixed';
import { EditedSettings, waiverEdit } from './waiver-edit';
import { editOf, EditSupport, protocolEdits } from './workspace-edits';
import { groupBy } from '../../../formats/manifest/group-by';
import { TextEdit } from '../../../formats/yaml/edit/splice';
import { SuggestedWaiver } from '../../../policy/settings/waiver';
import { applyWaivers } from '../../../policy/waivers/apply';
import { FileFixes } from '../../../tasks/fixes/file-fixes';
import { Finding } from '../../../tasks/reports/finding';
import { objectTitle } from '../../../tasks/reports/place';
import { printable } from '../../../tasks/reports/printable';
import { LazyFinding } from '../../../tasks/reports/to-finding';
import { Client } from '../client';
import { Diagnosed } from '../diagnoser';
import { UsedSettings } from '../settings-store';

/** Fixes all findings with a clear fix, on request or when the editor saves. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.cdk8sHardened`;
/** Shows the reason of a waiver that was added. */
export const EDIT_REASON = 'cdk8s-hardened.editReason';
/** Shows the findings that are left after everything was fixed. */
export const SHOW_LEFT = 'cdk8s-hardened.showLeft';

/** The inputs of code actions. */
export interface ActionSource {
  readonly document: TextDocument;
  readonly found: Diagnosed;
  readonly used: UsedSettings;
  /** Reads the document when an action needs it. */
  readonly fixes: () => FileFixes;
  /** The settings file that waivers are added to. */
  readonly settings: () => EditedSettings;
  readonly support: EditSupport & Pick<Client, 'showsDocuments' | 'asksForEdits'>;
}

interface Found {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** The code actions for a range: an edit that does not read as intended is not offered. */
export function codeActions(source: ActionSource, range: Range, { only, triggerKind }: CodeActionContext): CodeAction[] {
  const isWanted = (kind: string) => only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const isAutomatic = triggerKind === CodeActionTriggerKind.Automatic;
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    const found = foundIn(source.found, range);
    actions.push(...found.flatMap((each) => fixesOf(source, each)), ...usersOf(source, found), ...objectFixes(source, found));
    actions.push(...isAutomatic ? [] : found.flatMap((each) => waiverOf(source, each) ?? []));
  }
  // Asked for by name on saving; otherwise only by a person, since it reads the whole file.
  if (isWanted(FIX_ALL) && (only !== undefined || !isAutomatic)) {
    // On saving, the editor asks for this kind alone: a message for each saved file would disturb.
    const isMenu = !isAutomatic && (only === undefined || only.includes(CodeActionKind.Source));
    actions.push(...fixAll(source).map((action) => isMenu ? { ...action, command: showLeft(source) } : action));
  }
  return distinct(actions);
}

/** The server answers nothing else while it makes a menu, and a selection can have thousands of findings. */
const MOST_FINDINGS = 50;

/** The findings at the range, or else on its lines, because a person rarely points at the key. */
function foundIn({ diagnostics, findings }: Diagnosed, { start, end }: Range): readonly Found[] {
  const all = findings.map((finding, index): Found => ({ finding, diagnostic: diagnostics[index] }));
  const onLines = all.filter(({ diagnostic: { range } }) => range.start.line <= end.line && range.end.line >= start.line);
  const touching = onLines.filter(({ diagnostic: { range } }) => isBefore(range.start, end) && isBefore(start, range.end));
  return (touching.length > 0 ? touching : onLines).slice(0, MOST_FINDINGS);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}

function fixesOf(source: ActionSource, { finding, diagnostic }: Found): CodeAction[] {
  const fixes = source.fixes();
  const plain = fixes.forFinding(finding);
  const title = `Fix ${finding.control}${plain ? '' : ', replacing what you wrote'}`;
  return quickFix(source, title, plain ?? fixes.forFinding(finding, { overridesUnsafe: true }), [diagnostic], plain !== undefined);
}

/** The users that a container can get which are of its image. */
function usersOf(source: ActionSource, found: readonly Found[]): CodeAction[] {
  const rankOf = ({ finding: { control } }: Found) => OF_USERS.indexOf(control);
  const ofUsers = found.filter((each) => rankOf(each) >= 0).sort((one, other) => rankOf(one) - rankOf(other));
  const byContainer = groupBy(ofUsers, ({ finding: { document, name, container } }) => JSON.stringify([document, name, container]));
  return [...byContainer.values()].flatMap((group) => {
    const [{ finding }] = group;
    if (!(finding instanceof LazyFinding) || finding.container === undefined) {
      return [];
    }
    const { context } = source.used.evaluationFor(finding.file!);
    return imageUsers(finding.own, finding.container, context.choices).flatMap((one) => {
      const choices = { identity: { user: one.user, group: one.group }, overridesUnsafe: true };
      const edits = group.map((each) => source.fixes().forFinding(each.finding, choices))
        .find((each) => each && runsAs(source.fixes().documentAfter(finding.document!, each)!, finding, one));
      const title = printable(`Run ${finding.container} as ${one.user}:${one.group} (${one.name})`);
      return quickFix(source, title, edits, group.map(({ diagnostic }) => diagnostic));
    });
  });
}

/** One for each object with a finding at the range. */
function objectFixes(source: ActionSource, found: readonly Found[]): CodeAction[] {
  const { findings, diagnostics } = source.found;
  const keyOf = (finding: Finding) => `${finding.document} ${objectTitle(finding)}`;
  return [...groupBy(found, ({ finding }) => keyOf(finding))].flatMap(([key, [{ finding }]]) => {
    const { document, path } = finding;
    const edits = document === undefined ? undefined : source.fixes().forObject(document, path);
    const solved = edits ? diagnostics.filter((_, index) => keyOf(findings[index]) === key) : [];
    return quickFix(source, `Fix everything in ${objectTitle(finding)}`, edits, solved)
      .map((action) => ({ ...action, command: showLeft(source, { document: document!, title: objectTitle(finding) }) }));
  });
}

function showLeft({ document: { uri } }: ActionSource, object?: FixedObject): Command {
  return { title: 'Show the findings that are left', command: SHOW_LEFT, arguments: [uri, ...object ? [object] : []] };
}

/** The action that fixes everything. It contains its edit only for editors that cannot request the edit later. */
function fixAll(source: ActionSource): CodeAction[] {
  const { document, fixes, support } = source;
  const action = { title: 'Fix everything in this file', kind: FIX_ALL };
  if (support.asksForEdits) {
    const data: FixAllData = { uri: document.uri, version: document.version };
    return fixes().areAny ? [{ ...action, data }] : [];
  }
  const edit = fixAllEdit(document, fixes(), support);
  return edit ? [{ ...action, edit }] : [];
}

/** The text that the action is for. */
export interface FixAllData {
  readonly uri: string;
  readonly version: number;
}

/** Undefined if hardening fixes nothing. */
export function fixAllEdit(document: TextDocument, fixes: FileFixes, support: EditSupport): WorkspaceEdit | undefined {
  const edits = fixes.forAll();
  const placed = edits && protocolEdits(document, edits);
  return placed && editOf(document, placed, support);
}

function quickFix(
  { document, support }: ActionSource, title: string, edits: readonly TextEdit[] | undefined, diagnostics: Diagnostic[],
  isPreferred = false,
): CodeAction[] {
  const placed = edits && protocolEdits(document, edits);
  const action = { title, kind: CodeActionKind.QuickFix, diagnostics, ...isPreferred && { isPreferred } };
  return placed ? [{ ...action, edit: editOf(document, placed, support) }] : [];
}

/** An action that adds a waiver. It is neither preferred nor a part of "fix all", since a fix is better. */
function waiverOf(source: ActionSource, { finding, diagnostic }: Found): CodeAction | undefined {
  const { suggestedWaiver, control } = finding;
  const isCovered = suggestedWaiver && covers(suggestedWaiver, finding);
  const added = isCovered ? waiverEdit(suggestedWaiver, source.settings(), source.support) : undefined;
  return added && {
    title: `Accept ${control} with a waiver`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: added.edit,
    ...source.support.showsDocuments && {
      command: { title: 'Write the reason', command: EDIT_REASON, arguments: [added.uri, added.reason] },
    },
  };
}

/** Findings of Dockerfiles have no evaluated form to try a waiver on. */
function covers(waiver: SuggestedWaiver, finding: Finding): boolean {
  return !(finding instanceof LazyFinding) || applyWaivers([finding.evaluated], [waiver])[0].waiver !== undefined;
}

/** Several findings of one key may have the same action. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const before = seen.get(key);
    const diagnostics = new Set([...before?.diagnostics ?? [], ...action.diagnostics ?? []]);
    seen.set(key, { ...before ?? action, ...diagnostics.size > 0 && { diagnostics: [...diagnostics] } });
  }
  const unique = [...seen.values()];
  const preferred = unique.find(({ isPreferred }) => isPreferred);
  return unique.map((action) => action === preferred ? action : { ...action, isPreferred: undefined });
}
