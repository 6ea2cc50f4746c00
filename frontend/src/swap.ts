// In-place navigation: forms and links marked data-swap replace <main> and the context strip. Back works, because
// each step is a real address; a failed or non-HTML answer falls back to an ordinary page load.
const listeners: (() => void)[] = [];
let pending: AbortController | undefined;

export function onPageChange(listener: () => void): void {
  listeners.push(listener);
}

export function setUpSwap(): void {
  history.replaceState({ swap: true }, "");
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  document.addEventListener("input", onInput);
  document.addEventListener("compositionend", onInput);
  addEventListener("popstate", (event) => {
    if (event.state?.swap) void show(location.href, false);
  });
}

function onClick(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-swap]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  void show(link.href, true, link.id);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "get" || form.dataset.swap === undefined) return;
  event.preventDefault();
  void show(address(form), true);
}

function onChange(event: Event): void {
  const field = event.target as HTMLInputElement;
  const form = field.form;
  if (form?.dataset.swap !== undefined && field.type !== "search") form.requestSubmit();
}

// Typing waits for the input method: half-written pinyin is not a query.
let typing: number | undefined;
function onInput(event: Event): void {
  const field = event.target as HTMLInputElement;
  if (field.dataset?.live === undefined || (event as InputEvent).isComposing) return;
  clearTimeout(typing);
  typing = window.setTimeout(() => field.form?.requestSubmit(), 250);
}

function address(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.append(name, value);
  const target = new URL(form.action);
  target.search = query.toString();
  return target.href;
}

async function show(href: string, push: boolean, focusId?: string): Promise<void> {
  pending?.abort();
  pending = new AbortController();
  const main = document.querySelector("main");
  main?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(href, { headers: { accept: "text/html" }, signal: pending.signal });
    if (!answer.headers.get("content-type")?.includes("text/html")) throw new Error("not a page");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (push) history.pushState({ swap: true }, "", answer.url);
    replaceParts(fresh, focusId);
  } catch (error) {
    if ((error as Error).name !== "AbortError") location.assign(href);
  }
}

function replaceParts(fresh: Document, focusId?: string): void {
  const active = document.activeElement as HTMLInputElement | null;
  const back = focusId || active?.id;
  const caret = active?.selectionStart;
  document.title = fresh.title;
  for (const selector of ["main", ".context"]) {
    const old = document.querySelector(selector);
    const next = fresh.querySelector(selector);
    if (old && next) old.replaceWith(next);
  }
  const again = back ? document.getElementById(back) : null;
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && again.type === "search" && typeof caret === "number") {
    again.setSelectionRange(caret, caret);
  }
  listeners.forEach((listener) => listener());
}
