/** What all pages share: keys, forms that send themselves, and progress that is asked for. */

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** `[data-key="a"]`: what a key presses. */
function keys(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const found = [...document.querySelectorAll<HTMLElement>("[data-key]")].find((element) => element.dataset["key"] === event.key && !element.closest("[hidden]"));
    if (!found) return;
    event.preventDefault();
    if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement) found.focus();
    else found.click();
  });
}

/** `form[data-send-on-change]`: sent when a choice in it changes. */
function sending(): void {
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type))) {
      const form = target.form;
      if (form?.hasAttribute("data-send-on-change")) form.requestSubmit();
    }
  });
}

/** `[data-poll]`: asked until the answer says `done`; then the page is loaded again. */
async function poll(element: HTMLElement): Promise<void> {
  const address = element.dataset["poll"];
  while (address) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    try {
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const told = (await answer.json()) as Record<string, unknown>;
      for (const field of element.querySelectorAll<HTMLElement>("[data-field]")) {
        const value = told[field.dataset["field"] ?? ""];
        if (value === undefined || value === null) continue;
        if (field instanceof HTMLProgressElement) field.value = Number(value);
        else field.textContent = String(value);
      }
      if (told["done"]) return location.reload();
    } catch {
      // the next try may reach it
    }
  }
}

/** `details.menu`: closed by Escape, and by a click or the focus going elsewhere. */
function menus(): void {
  const shut = (but: EventTarget | null): void => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) if (!(but instanceof Node && menu.contains(but))) menu.open = false;
  };
  addEventListener("pointerdown", (event) => shut(event.target));
  addEventListener("focusin", (event) => shut(event.target));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector<HTMLElement>("details.menu[open] > summary")?.focus();
    shut(null);
  });
}

keys();
sending();
menus();
for (const element of document.querySelectorAll<HTMLElement>("[data-poll]")) void poll(element);
