import { AliasEvent, Event, EVENT_ID, ScalarEvent } from 'js-yaml';
import { failAt, Tokens } from './source';

/** The node with an anchor. */
export interface Anchor {
  /** The node, if it is a scalar: its value depends on whether an alias is used as a key or as a value. */
  readonly scalar?: ScalarEvent;
  /** The value, if the node is an array or object that was read to its end. */
  value?: unknown;
  /** The weight of the node and everything in it, with the targets of its aliases. */
  size: number;
}

/** The anchors of one document. They limit how far aliases make it grow. */
export class Anchors {
  private readonly byName = new Map<string, Anchor>();
  private nodes = 0;
  private nodesOfAliases = 0;

  public constructor(private readonly tokens: Tokens) {}

  /** Counts a node when it is read. */
  public countNode(event: Event): void {
    this.nodes += weightOf(event);
  }

  /** Defines a name for the node that begins here. Aliases above may have used the name for another node. */
  public define({ anchorStart, anchorEnd }: Range, scalar?: ScalarEvent): Anchor {
    const anchor: Anchor = { scalar, size: scalar ? weightOf(scalar) : -this.nodes };
    this.byName.set(this.tokens.text.slice(anchorStart, anchorEnd), anchor);
    return anchor;
  }

  /** Records that a node with an anchor was read completely. */
  public complete(anchor: Anchor, value: unknown): void {
    anchor.value = value;
    anchor.size += this.nodes + 1;
  }

  /** The node of an alias. Like kubectl, this refuses nested aliases that would fill the memory. */
  public resolve(alias: AliasEvent): Anchor {
    const name = this.tokens.text.slice(alias.anchorStart, alias.anchorEnd);
    const anchor = this.byName.get(name) ?? failAt(this.tokens, alias.anchorStart, `alias \`${name}\` has no anchor above it`);
    if (!anchor.scalar && !anchor.value) {
      failAt(this.tokens, alias.anchorStart, `\`${name}\` contains itself`);
    }
    this.nodes += anchor.size;
    this.nodesOfAliases += anchor.size;
    if (this.nodesOfAliases > 100 && this.nodes > 1000 && this.nodesOfAliases / this.nodes > allowedShare(this.nodes)) {
      failAt(this.tokens, alias.anchorStart, 'aliases that make the document grow beyond measure');
    }
    return anchor;
  }
}

/** The weight of a node. A long text weighs as much as many nodes, because writing its aliases also fills the memory. */
function weightOf(event: Event): number {
  return event.type === EVENT_ID.SCALAR ? 1 + Math.floor((event.valueEnd - event.valueStart) / TEXT_OF_A_NODE) : 1;
}

/** Number of characters with the weight of one node. It lets everything that an API server accepts, up to 3 MiB, come from aliases. */
const TEXT_OF_A_NODE = 100;

type Range = Pick<AliasEvent, 'anchorStart' | 'anchorEnd'>;

/** The share of a document that may come from aliases, by document size: from 99 % down to 10 %, as in Go's YAML. */
function allowedShare(nodes: number): number {
  return Math.min(0.99, Math.max(0.10, 0.99 - 0.89 * (nodes - 400_000) / 3_600_000));
}
