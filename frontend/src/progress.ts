// A running job: asks for its state and shows the page again when it has ended.
export function setUpProgress(): void {
  const job = document.querySelector<HTMLElement>("[data-job]");
  if (job && !job.dataset.ready) {
    job.dataset.ready = "1";
    void follow(job);
  }
}

async function follow(job: HTMLElement): Promise<void> {
  while (job.isConnected) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const answer = await fetch(job.dataset.job ?? "", { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const state = (await answer.json()) as { done: number; total: number; message: string; ended: boolean };
    const bar = job.querySelector("progress");
    if (bar) {
      bar.max = state.total || 1;
      bar.value = state.done;
    }
    const text = job.querySelector("[data-message]");
    if (text) text.textContent = state.message;
    if (state.ended) return location.reload();
  }
}
