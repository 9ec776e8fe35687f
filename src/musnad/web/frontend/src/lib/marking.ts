/** Words of the text, selected with the mouse, by touch or by the keyboard, and the form that says what they are. */
import { TextMap } from "./offsets";

type Span = readonly [number, number];

/** Spans of code points that are words: what stands between blanks. */
export function wordsOf(points: readonly string[]): Span[] {
  const found: Span[] = [];
  let start = -1;
  points.forEach((point, n) => {
    const blank = /\s/u.test(point);
    if (!blank && start < 0) start = n;
    if (blank && start >= 0) {
      found.push([start, n]);
      start = -1;
    }
  });
  if (start >= 0) found.push([start, points.length]);
  return found;
}

/** A span without the blanks at its ends. */
export function trimmed(points: readonly string[], [start, end]: Span): Span | null {
  while (start < end && /\s/u.test(points[start] ?? "")) start++;
  while (end > start && /\s/u.test(points[end - 1] ?? "")) end--;
  return start < end ? [start, end] : null;
}

export class Marking {
  private readonly points: string[];
  private readonly words: Span[];
  private readonly form: HTMLFormElement;
  private readonly picked: HTMLElement;
  /** Where the selection by keys began and where it ends now, as code points. */
  private anchor = 0;
  private focus = 0;
  private span: Span | null = null;
  /** Whether a mouse is selecting just now: the form must not come between. */
  private dragging = false;

  constructor(private readonly text: HTMLElement, private readonly section: HTMLElement, private readonly map: TextMap) {
    this.points = map.points();
    this.words = wordsOf(this.points);
    this.form = section.querySelector("form") as HTMLFormElement;
    this.picked = section.querySelector(".picked") as HTMLElement;
  }

  start(): void {
    this.text.tabIndex = 0;
    this.text.setAttribute("aria-describedby", "marking-help");
    document.addEventListener("selectionchange", () => this.read());
    this.text.addEventListener("pointerdown", (event) => { this.dragging = event.pointerType === "mouse"; });
    addEventListener("pointerup", () => { this.dragging = false; this.read(); });
    addEventListener("pointercancel", () => { this.dragging = false; });
    this.text.addEventListener("keydown", (event) => this.key(event));
    addEventListener("keydown", (event) => { if (event.key === "Escape" && this.span) this.clear(this.section.contains(document.activeElement)); });
    this.section.querySelector(".close")?.addEventListener("click", () => this.clear(true));
  }

  /** What is selected now; what lies outside the text, and a caret alone elsewhere, leaves all as it is. */
  private read(): void {
    const selection = getSelection();
    if (this.dragging || !selection?.rangeCount || !selection.anchorNode || !this.text.contains(selection.anchorNode)) return;
    const found = selection.isCollapsed ? null : this.map.span(selection.getRangeAt(0));
    const span = found && trimmed(this.points, found);
    if (span) this.pick(span);
    else if (this.span) this.clear(false);
  }

  private pick(span: Span): void {
    if (this.span && this.span[0] === span[0] && this.span[1] === span[1]) return;
    this.span = span;
    const words = this.points.slice(...span).join("");
    this.field("place").value = span.join("-");
    this.field("said").value = words;
    (this.picked.querySelector("output") as HTMLOutputElement).value = words.length > 160 ? `${words.slice(0, 80)} … ${words.slice(-60)}` : words;
    this.picked.hidden = false;
    this.section.classList.add("up");
    if ("highlights" in CSS) CSS.highlights.set("picked", new Highlight(...this.map.ranges(...span)));
    this.nearest("statement", span);
    this.nearest("event", span);
    const hidden = Math.max(...this.map.ranges(...span).map((range) => range.getBoundingClientRect().bottom)) - this.section.getBoundingClientRect().top;
    if (hidden > 0) scrollBy({ top: hidden + 24 });
  }

  /** Let go of the selection. */
  private clear(back: boolean): void {
    this.span = null;
    this.field("place").value = this.field("said").value = "";
    this.picked.hidden = true;
    this.section.classList.remove("up");
    if ("highlights" in CSS) CSS.highlights.delete("picked");
    getSelection()?.removeAllRanges();
    if (back) this.text.focus({ preventScroll: true });
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Choose the statement or event that is nearest to the selection: the shortest that meets it, else the one with the least between. */
  private nearest(name: string, [start, end]: Span): void {
    const select = this.form.elements.namedItem(name);
    if (!(select instanceof HTMLSelectElement)) return;
    let best: HTMLOptionElement | undefined;
    let least = Infinity;
    for (const option of select.options) {
      const [from = 0, to = 0] = option.value.split("-").map(Number);
      const far = Math.max(from - end, start - to, 0) * 1e6 + (to - from);
      if (far < least) [best, least] = [option, far];
    }
    if (best) best.selected = true;
  }

  /** Arrows go from word to word, with Shift they widen the selection, with Shift and Alt by a character; Enter goes on to the form. */
  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && this.span && event.target === this.text) {
      event.preventDefault();
      (this.form.querySelector<HTMLInputElement>("input[name=what]:checked") ?? this.form.querySelector<HTMLInputElement>("input[name=what]"))?.focus();
      return;
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.altKey && !event.shiftKey) return; // the browser's own: back and forth
    event.preventDefault();
    const mine = trimmed(this.points, [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)]);
    if (this.span && String(mine) !== String(this.span)) [this.anchor, this.focus] = this.span; // selected otherwise meanwhile
    const forward = (event.key === "ArrowLeft") === this.toLeft();
    if (!event.shiftKey) this.step(forward);
    else this.focus = event.altKey ? Math.max(0, Math.min(this.points.length, this.focus + (forward ? 1 : -1))) : this.edge(forward);
    this.show();
  }

  /** Whether the line that the selection is in runs from the right to the left. */
  private toLeft(): boolean {
    const line = this.map.place(this.focus)?.node.parentElement?.closest("[data-start]");
    return getComputedStyle(line ?? this.text).direction === "rtl";
  }

  /** Select the next word or the one before; at first the first one that is in sight. */
  private step(forward: boolean): void {
    const at = this.span ? this.words.findIndex(([, end]) => end > Math.min(this.anchor, this.focus)) : -1;
    const word = this.words[this.span ? at + (forward ? 1 : -1) : this.inSight()];
    if (word) [this.anchor, this.focus] = word;
  }

  private inSight(): number {
    const found = this.words.findIndex((word) => (this.map.ranges(...word)[0]?.getBoundingClientRect().top ?? -1) >= 0);
    return Math.max(0, found);
  }

  /** Where the selection ends when it is widened, or narrowed, by a word. */
  private edge(forward: boolean): number {
    if (forward) {
      const ends = this.focus < this.anchor ? this.words.map(([start]) => start) : this.words.map(([, end]) => end);
      return ends.find((end) => end > this.focus) ?? this.points.length;
    }
    const ends = this.focus > this.anchor ? this.words.map(([, end]) => end) : this.words.map(([start]) => start);
    return ends.reverse().find((end) => end < this.focus) ?? 0;
  }

  private show(): void {
    const [from, to] = [this.map.place(this.anchor), this.map.place(this.focus)];
    if (!from || !to) return;
    getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    this.read(); // before the next key
  }
}
