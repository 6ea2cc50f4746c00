// Theme and text size at once; the form behind the button keeps the choice for the next page.
export function setUpPreferences(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-preference]");
    if (button?.dataset.preference === "print") {
      event.preventDefault();
      print();
    } else if (button?.dataset.preference === "share") {
      event.preventDefault();
      void navigator.clipboard?.writeText(location.href).then(() => {
        button.textContent = button.dataset.done ?? "✓";
      });
    }
  });
}
