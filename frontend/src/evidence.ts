// The evidence page: words on the left and claims on the right point at each other.
export function setUpEvidence(): void {
  const page = document.querySelector<HTMLElement>("[data-evidence-page]");
  if (!page || page.dataset.ready) return;
  page.dataset.ready = "1";
  page.addEventListener("click", (event) => {
    const words = (event.target as Element).closest<HTMLAnchorElement>("a.span");
    const claim = (event.target as Element).closest<HTMLElement>("[data-claim]");
    if (words) {
      event.preventDefault();
      select(page, words.dataset.claims?.split(" ")[0] ?? "", "claim");
    } else if (claim && !(event.target as Element).closest("a, button, input, select, textarea, summary")) {
      select(page, claim.dataset.claim ?? "", "words");
    }
  });
  const wanted = location.hash.slice(1) || new URL(location.href).searchParams.get("claim") || "";
  if (wanted) select(page, wanted, "both");
}

export function select(page: HTMLElement, id: string, reveal: "claim" | "words" | "both"): void {
  page.querySelectorAll(".selected").forEach((each) => each.classList.remove("selected"));
  page.querySelectorAll("[data-claim][aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  const claim = page.querySelector<HTMLElement>(`[data-claim="${CSS.escape(id)}"]`);
  const words = page.querySelectorAll<HTMLElement>(`a.span[data-claims~="${CSS.escape(id)}"]`);
  if (!claim) return;
  claim.classList.add("selected");
  claim.setAttribute("aria-current", "true");
  words.forEach((each) => each.classList.add("selected"));
  if (reveal !== "words") claim.scrollIntoView({ block: "nearest" });
  if (reveal !== "claim") words[0]?.scrollIntoView({ block: "center" });
  history.replaceState(history.state, "", `#${id}`);
}
