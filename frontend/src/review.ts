// Review by keyboard: j and k walk the claims, a accepts, c opens the correction, w the withdrawal,
// i marks as internal or public, u undoes, ? helps.
// Decisions are the same forms a mouse would send; answers come back as the whole page and only <main> is replaced.
import { select } from "./evidence";

export function setUpReview(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onDecision);
}

function page(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-review]");
}

function claims(): HTMLElement[] {
  return Array.from(page()?.querySelectorAll<HTMLElement>("[data-claim]") ?? []);
}

function current(): HTMLElement | undefined {
  return claims().find((each) => each.getAttribute("aria-current") === "true");
}

function onKey(event: KeyboardEvent): void {
  const root = page();
  const inField = (event.target as Element).closest("input, select, textarea");
  if (!root || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (inField) {
    if (event.key === "Escape") (inField as HTMLElement).blur();
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (step) move(root, step);
  else if (event.key === "?") root.querySelector<HTMLDetailsElement>("details.keys")?.toggleAttribute("open");
  else if (!act(event.key)) return;
  event.preventDefault();
}

function move(root: HTMLElement, step: number): void {
  const all = claims();
  const here = all.indexOf(current() as HTMLElement);
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  if (!next) return;
  select(root, next.dataset.claim ?? "", "both");
  next.focus({ preventScroll: true });
}

function act(key: string): boolean {
  const claim = current();
  const name = { a: "accept", u: "undo", c: "correct", w: "withdraw", i: "visibility" }[key];
  if (!claim || !name) return false;
  const control = claim.querySelector<HTMLElement>(`[data-act="${name}"]`);
  if (control instanceof HTMLDetailsElement) {
    control.open = true;
    control.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  } else {
    control?.click();
  }
  return Boolean(control);
}

async function onDecision(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (form.dataset.decision === undefined) return;
  event.preventDefault();
  const all = claims();
  const here = all.findIndex((each) => each.contains(form));
  const id = all[here]?.dataset.claim ?? "";
  const after = all[here + 1]?.dataset.claim ?? id;
  const body = new FormData(form, event.submitter);
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = fresh.querySelector("[data-review]");
  if (!answer.ok || !list) {
    announce(fresh.querySelector(".problem")?.textContent ?? String(answer.status));
    return;
  }
  page()?.replaceWith(list);
  announce(fresh.querySelector("[data-outcome]")?.textContent ?? "");
  const root = page();
  const wanted = claims().some((each) => each.dataset.claim === after) ? after : (claims()[here]?.dataset.claim ?? id);
  if (root) select(root, wanted, "both");
  current()?.focus({ preventScroll: true });
}

function announce(text: string): void {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}
