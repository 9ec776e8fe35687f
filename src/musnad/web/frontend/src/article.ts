/** The article page: spans drawn over the text by the CSS Custom Highlight API, and text and side column that light each other. */
import { Marking } from "./lib/marking";
import { TextMap } from "./lib/offsets";

interface Part {
  readonly id: string;
  readonly card: HTMLElement;
  readonly spans: ReadonlyArray<readonly [number, number]>;
  readonly paint: string;
}

const QUADS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
const PRIORITY: Record<string, number> = { statement: 0, event: 1, lit: 3, aim: 4 };

export function spansOf(told: string): Array<readonly [number, number]> {
  return [...told.matchAll(/(\d+)-(\d+)/g)].map((match) => [Number(match[1]), Number(match[2])] as const);
}

function paintOf(card: HTMLElement): string {
  const quad = QUADS.find((name) => card.classList.contains(name));
  return quad ?? (card.classList.contains("statement") ? "statement" : "other");
}

class Reading {
  readonly map: TextMap;
  private readonly parts: Part[];
  private readonly note: HTMLElement;
  private shown: Part[] = [];

  constructor(private readonly text: HTMLElement, private readonly side: HTMLElement) {
    this.map = new TextMap();
    for (const block of text.querySelectorAll<HTMLElement>("[data-start]")) this.map.add(block, Number(block.dataset["start"]));
    this.parts = [...side.querySelectorAll<HTMLElement>("[data-spans]")].map((card) => ({
      id: card.id,
      card,
      spans: spansOf(card.dataset["spans"] ?? ""),
      paint: paintOf(card),
    }));
    this.note = document.createElement("div");
    this.note.className = "beside-span";
    this.note.dir = "ltr"; // it is moved from the left, whatever the page's direction; what stands in it has its own
    this.note.hidden = true;
    document.body.append(this.note);
  }

  start(): void {
    if ("highlights" in CSS) this.paint();
    this.text.addEventListener("pointermove", (event) => this.over(event));
    this.text.addEventListener("pointerleave", () => this.show([]));
    this.text.addEventListener("focusin", (event) => this.show(this.marked(event.target as Element), event.target as Element));
    this.text.addEventListener("focusout", () => this.show([]));
    this.text.addEventListener("click", (event) => this.go(event));
    this.side.addEventListener("pointerover", (event) => this.fromCard(event.target as Element));
    this.side.addEventListener("pointerleave", () => this.show([]));
    this.side.addEventListener("focusin", (event) => this.fromCard(event.target as Element));
    addEventListener("keydown", (event) => { if (event.key === "Escape") this.show([]); });
    addEventListener("hashchange", () => this.aim());
    this.aim();
  }

  /** One highlight for each colour. */
  private paint(): void {
    const ranges = new Map<string, Range[]>();
    for (const part of this.parts) {
      const own = ranges.get(part.paint) ?? [];
      for (const [start, end] of part.spans) own.push(...this.map.ranges(start, end));
      ranges.set(part.paint, own);
    }
    for (const [name, own] of ranges) this.set(name, own, name === "statement" ? "statement" : "event");
    this.text.classList.add("painted");
  }

  private set(name: string, ranges: Range[], layer: string): void {
    const highlight = new Highlight(...ranges);
    highlight.priority = PRIORITY[layer] ?? 0;
    CSS.highlights.set(name, highlight);
  }

  private over(event: PointerEvent): void {
    if (event.pointerType === "touch" || event.buttons) return; // while words are selected nothing stands in their way
    const point = this.pointAt(event.clientX, event.clientY);
    this.show(point === null ? [] : this.at(point), point === null ? undefined : { x: event.clientX, y: event.clientY });
  }

  private pointAt(x: number, y: number): number | null {
    const found = place(x, y);
    if (!found) return null;
    const point = this.map.point(found.node, found.offset);
    return point === null ? null : point;
  }

  /** The parts at a code point, the shortest first. */
  private at(point: number): Part[] {
    const size = (part: Part): number => Math.min(...part.spans.filter(([s, e]) => s <= point && point < e).map(([s, e]) => e - s));
    return this.parts.filter((part) => part.spans.some(([start, end]) => start <= point && point < end)).sort((a, b) => size(a) - size(b));
  }

  private marked(target: Element): Part[] {
    const ids = (target.closest<HTMLElement>("[data-part]")?.dataset["part"] ?? "").split(" ");
    return this.parts.filter((part) => ids.includes(part.id));
  }

  private fromCard(target: Element): void {
    const card = target.closest<HTMLElement>("[data-spans]");
    this.show(this.parts.filter((part) => part.card === card));
  }

  /** Light some parts on both sides; beside `where` stands what the first of them is. */
  private show(parts: Part[], where?: Element | { x: number; y: number }): void {
    if (parts.length !== this.shown.length || parts.some((part, n) => part !== this.shown[n])) {
      for (const part of this.shown) part.card.classList.remove("lit");
      for (const part of parts) part.card.classList.add("lit");
      if ("highlights" in CSS) this.set("lit", parts.slice(0, 1).flatMap((part) => part.spans.flatMap(([start, end]) => this.map.ranges(start, end))), "lit");
      this.shown = parts;
      this.note.replaceChildren(...parts.slice(0, 2).map(briefly));
    }
    this.note.hidden = !parts.length || !where;
    if (where && parts.length) this.stand(where instanceof Element ? below(where) : where);
  }

  /** Put the note by a point, within the window. */
  private stand(at: { x: number; y: number }): void {
    const { offsetWidth: width, offsetHeight: height } = this.note;
    const left = Math.max(8, Math.min(at.x - width / 2, innerWidth - width - 8));
    const top = at.y + 24 + height > innerHeight ? Math.max(8, at.y - height - 20) : at.y + 20;
    this.note.style.setProperty("translate", `${left}px ${top}px`);
  }

  /** A click on a span opens its card. */
  private go(event: MouseEvent): void {
    if (!getSelection()?.isCollapsed) return;
    const point = this.pointAt(event.clientX, event.clientY);
    const first = point === null ? undefined : this.at(point)[0];
    if (!first) return;
    event.preventDefault();
    open(first.card);
    first.card.scrollIntoView({ block: "nearest" });
  }

  /** Go to the span that the address names: `#s16-22`. */
  private aim(): void {
    const match = /^#s(\d+)-(\d+)$/.exec(location.hash);
    if (!match) return;
    const [start, end] = [Number(match[1]), Number(match[2])];
    const ranges = this.map.ranges(start, end);
    if ("highlights" in CSS) this.set("aim", ranges, "aim");
    const first = ranges[0];
    if (first) {
      const box = first.getBoundingClientRect();
      scrollBy({ top: box.top - innerHeight / 3 });
    }
    const part = this.parts.find((candidate) => candidate.spans.some(([s, e]) => s === start && e === end));
    if (part) {
      open(part.card);
      part.card.classList.add("aimed");
    }
  }
}

/** The text under a point of the window. */
function place(x: number, y: number): { node: Node; offset: number } | null {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && onIt(found.offsetNode, found.offset, x, y);
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? onIt(range.startContainer, range.startOffset, x, y) : null;
}

/** A caret stands between two characters: take the one that the point is really on, if it is on any. */
function onIt(node: Node, offset: number, x: number, y: number): { node: Node; offset: number } | null {
  if (!(node instanceof Text)) return null;
  for (const at of [offset, offset - 1]) {
    if (at < 0 || at >= node.data.length) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    for (const box of range.getClientRects()) {
      if (box.left - 1 <= x && x <= box.right + 1 && box.top <= y && y <= box.bottom) return { node, offset: at };
    }
  }
  return null;
}

function below(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: (box.left + box.right) / 2, y: box.bottom - 16 };
}

function briefly(part: Part): HTMLElement {
  const copy = (part.card.querySelector(".brief") ?? part.card).cloneNode(true) as HTMLElement;
  for (const element of [copy, ...copy.querySelectorAll<HTMLElement>("[id]")]) element.removeAttribute("id");
  for (const form of copy.querySelectorAll("form, details, button")) form.remove();
  copy.className = `brief ${part.paint}`;
  copy.dir = document.documentElement.dir;
  return copy;
}

function open(card: HTMLElement): void {
  for (let element: HTMLElement | null = card; element; element = element.parentElement) if (element instanceof HTMLDetailsElement) element.open = true;
}

const text = document.querySelector<HTMLElement>(".text");
const side = document.querySelector<HTMLElement>(".side");
if (text && side) {
  const reading = new Reading(text, side);
  reading.start();
  const form = document.querySelector<HTMLElement>(".marking:has(input[name=place])");
  if (form) new Marking(text, form, reading.map).start();
}
