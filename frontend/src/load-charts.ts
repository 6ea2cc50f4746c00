// Charts are fetched only by pages that have one: an ECharts option lies in the page as data, beside its table twin.
export function setUpCharts(): void {
  const places = document.querySelectorAll<HTMLElement>("[data-chart]:not([data-ready])");
  const source = document.documentElement.dataset.charts;
  if (!places.length || !source) return;
  void import(source).then((charts: { draw(place: HTMLElement): void }) => places.forEach((each) => charts.draw(each)));
}
