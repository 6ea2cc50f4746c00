// The evidence panel: a click on a number shows where it comes from, beside the page it stands on.
let opener: HTMLElement | null = null;

export function setUpPanel(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-close-panel]")) return close();
    const link = target.closest<HTMLAnchorElement>("a[data-evidence]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    void open(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel().hidden) close();
  });
}

function panel(): HTMLElement {
  return document.getElementById("panel") as HTMLElement;
}

async function open(href: string): Promise<void> {
  const address = new URL(href);
  address.searchParams.set("part", "panel");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = panel().querySelector(".panel-body") as HTMLElement;
    body.replaceChildren(...Array.from(fresh.body.childNodes));
    panel().hidden = false;
    document.documentElement.classList.add("panel-open");
    (panel().querySelector("h2") as HTMLElement | null)?.focus();
  } catch {
    location.assign(href);
  }
}

function close(): void {
  panel().hidden = true;
  document.documentElement.classList.remove("panel-open");
  opener?.focus();
}
