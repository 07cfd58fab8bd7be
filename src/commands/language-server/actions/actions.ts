import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, fixAllEdit } from './code-actions';
import { FixedObject, unfixedText } from './unfixed';
import { EditedSettings } from './waiver-edit';
import { repositoryRoot } from '../../../formats/files/repository-root';
import { InputFacts } from '../../../tasks/audit/facts';
import { FileFixes, Fixes } from '../../../tasks/fixes/file-fixes';
import { SETTINGS_FILE } from '../../../tasks/settings-file/read';
import { Client } from '../client';
import { Diagnosed } from '../diagnoser';
import { Neighbors } from '../neighbors';
import { SettingsStore, UsedSettings } from '../settings-store';
import { Texts } from '../texts';
import { inFolder, nameIn } from '../working-folder';

/** Offers code actions for open documents. */
export class Actions {
  private readonly known = new WeakMap<Diagnosed, FileFixes>();

  constructor(
    private readonly client: Client, private readonly texts: Texts,
    private readonly settings: SettingsStore, private readonly neighbors: Neighbors,
  ) {}

  /** @param found the current diagnostics of the document */
  public for(document: TextDocument, found: Diagnosed, { range, context }: CodeActionParams): CodeAction[] {
    const path = this.texts.pathFor(document.uri);
    if (path === undefined || found.findings.length === 0) {
      return [];
    }
    const used = this.settings.for(path);
    return inFolder(used.folder, () => codeActions({
      document,
      found,
      used,
      fixes: () => this.fixesOf(document, path, found, used),
      settings: () => this.editedSettings(used),
      support: this.client,
    }, range, context));
  }

  /** Adds the edit, which the list of actions does not contain. */
  public resolve(action: CodeAction, document: TextDocument, found: Diagnosed): CodeAction {
    const path = this.texts.pathFor(document.uri)!;
    const used = this.settings.for(path);
    return inFolder(used.folder, () => ({ ...action, edit: fixAllEdit(document, this.fixesOf(document, path, found, used), this.client) }));
  }

  /** The findings that are left after everything was fixed; undefined if there are none. */
  public left(document: TextDocument, found: Diagnosed, object?: FixedObject): string | undefined {
    const path = this.texts.pathFor(document.uri)!;
    const used = this.settings.for(path);
    return inFolder(used.folder, () => unfixedText(found.findings, this.fixesOf(document, path, found, used), object));
  }

  private fixesOf(document: TextDocument, path: string, found: Diagnosed, { folder, settings }: UsedSettings): FileFixes {
    let fixes = this.known.get(found);
    if (!fixes) {
      const input = this.texts.inputOf(document, nameIn(folder, path));
      const facts = new InputFacts();
      [...this.neighbors.around(path, folder, input), this.neighbors.withKnown(path, input)].forEach((each) => facts.collect(each));
      fixes = new Fixes(settings, new Date(), facts).in(input);
      this.known.set(found, fixes);
    }
    return fixes;
  }

  private editedSettings({ folder, settingsFile }: UsedSettings): EditedSettings {
    const path = settingsFile ?? join(folder, SETTINGS_FILE);
    const open = this.texts.openAt(path);
    // Editors do not count the byte order mark.
    const text = () => this.texts.read({ path, root: repositoryRoot(dirname(path)) }).toString().replace(/^\uFEFF/, '');
    const saved = () => TextDocument.create(pathToFileURL(path).href, 'yaml', 0, text());
    return { path, document: open ?? (settingsFile === undefined ? undefined : saved()), isOpen: open !== undefined };
  }
}
