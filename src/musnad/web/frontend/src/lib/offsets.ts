/** Offsets of a record are code points; those of the DOM are UTF-16 units in text nodes. This is where one becomes the other. */

interface Piece {
  readonly node: Text;
  /** Code points before the piece. */
  readonly start: number;
  readonly end: number;
}

/** Text nodes with the code points at which they begin. */
export class TextMap {
  private readonly pieces: Piece[] = [];

  /** Go on with an element whose text begins at `from`; elements are added in the order of the text. */
  add(root: Element, from: number): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let start = from;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node as Text;
      const end = start + length(text.data);
      if (end > start) this.pieces.push({ node: text, start, end });
      start = end;
    }
  }

  /** The ranges of a span, one for each text node that it touches: code points, half-open. */
  ranges(start: number, end: number): Range[] {
    const found: Range[] = [];
    for (let n = this.at(start); n < this.pieces.length; n++) {
      const piece = this.pieces[n];
      if (!piece || piece.start >= end) break;
      const range = document.createRange();
      range.setStart(piece.node, units(piece.node.data, Math.max(start, piece.start) - piece.start));
      range.setEnd(piece.node, units(piece.node.data, Math.min(end, piece.end) - piece.start));
      found.push(range);
    }
    return found;
  }

  /** The code point at a place in a text node; null if the node is none of ours. */
  point(node: Node, offset: number): number | null {
    const piece = this.pieces.find((candidate) => candidate.node === node);
    return piece ? piece.start + length(piece.node.data.slice(0, offset)) : null;
  }

  /** The span of what a range covers of the text; null if that is nothing. */
  span(range: Range): [number, number] | null {
    let start: number | null = null;
    let end = 0;
    for (const piece of this.pieces) {
      if (!range.intersectsNode(piece.node)) continue;
      const from = piece.node === range.startContainer ? range.startOffset : 0;
      const to = piece.node === range.endContainer ? range.endOffset : piece.node.data.length;
      if (from >= to) continue;
      start ??= piece.start + length(piece.node.data.slice(0, from));
      end = piece.start + length(piece.node.data.slice(0, to));
    }
    return start === null || end <= start ? null : [start, end];
  }

  /** All of the text, as code points. */
  points(): string[] {
    return this.pieces.flatMap((piece) => [...piece.node.data]);
  }

  /** The text node that a code point stands in, and the UTF-16 unit there; the end of the text for what lies behind it. */
  place(point: number): { node: Text; offset: number } | null {
    const piece = this.pieces[Math.min(this.at(point), this.pieces.length - 1)];
    return piece ? { node: piece.node, offset: units(piece.node.data, Math.max(0, point - piece.start)) } : null;
  }

  /** The first piece that ends after a code point. */
  private at(point: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle] as Piece).end <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** How many code points a string has; a lone surrogate is one, as in the record. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The UTF-16 units of so many code points. */
export function units(text: string, points: number): number {
  let at = 0;
  for (let n = 0; n < points && at < text.length; n++) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at;
}
