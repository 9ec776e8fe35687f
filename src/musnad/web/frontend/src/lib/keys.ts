/** Keys that press a button or a link of the page (`[data-key="a"]`), and the list of them that `?` opens. */

const LATIN = /^[!-~]$/;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** What a key stands for: its character, or where the keyboard writes another script, the one in its place on a Latin keyboard. */
function meant(event: KeyboardEvent): string {
  if (LATIN.test(event.key) || event.key.length > 1) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter) return event.shiftKey ? letter : letter.toLowerCase();
  return event.code === "Slash" ? (event.shiftKey ? "?" : "/") : event.key;
}

/** What of a page has a key and can be pressed now. */
function keyed(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].filter((element) => !element.closest("[hidden]"));
}

function press(element: HTMLElement): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) element.focus();
  else element.click();
}

/** What an element is called, without the key that may stand in it. */
function named(element: HTMLElement): string {
  const told = element.ariaLabel ?? (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null);
  if (told) return told.trim();
  const copy = element.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.trim();
}

/** The list, filled anew each time: a page may have changed what it has. */
function list(dialog: HTMLDialogElement): void {
  dialog.querySelector("[data-keys]")?.replaceChildren(
    ...keyed().map((element) => {
      const [item, key] = [document.createElement("li"), document.createElement("kbd")];
      key.textContent = element.dataset["key"] ?? "";
      item.append(key, " ", named(element));
      return item;
    }),
  );
}

export function keys(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#keys");
  const opener = document.querySelector<HTMLElement>("[data-opens=keys]");
  if (dialog && opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      list(dialog);
      dialog.showModal();
    });
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (dialog?.open) {
      if (meant(event) === "?") dialog.close();
      return;
    }
    const found = keyed().find((element) => element.dataset["key"] === meant(event));
    if (!found) return;
    event.preventDefault();
    press(found);
  });
}
