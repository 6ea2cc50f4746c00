// Draws the ECharts islands. Colours and the font come from the page's CSS, so that themes and Chinese work;
// tooltips are drawn on the canvas because the page allows no inline style.
import { BarChart, CustomChart, HeatmapChart, LineChart, RadarChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  RadarComponent, TitleComponent, TooltipComponent, VisualMapComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  BarChart, CustomChart, HeatmapChart, LineChart, RadarChart, ScatterChart, AriaComponent, DataZoomComponent,
  GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, RadarComponent, TitleComponent,
  TooltipComponent, VisualMapComponent, CanvasRenderer,
]);

// Below this width a chart is one on a phone.
const NARROW = 560;

const drawn = new Set<{ place: HTMLElement; chart: echarts.ECharts; paint: () => void }>();

export function draw(place: HTMLElement): void {
  place.dataset.ready = "1";
  const data = place.querySelector<HTMLScriptElement>('script[type="application/json"]');
  if (!data?.textContent) return;
  const option = JSON.parse(data.textContent);
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  place.append(canvas);
  const chart = echarts.init(canvas, undefined, { renderer: "canvas" });
  const paint = (): void => chart.setOption(dressed(option, canvas.clientWidth < NARROW), { notMerge: true });
  paint();
  drawn.add({ place, chart, paint });
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

function repaint(): void {
  for (const each of drawn) {
    if (each.place.isConnected) {
      each.paint();
      each.chart.getZr().flush(); // paper does not wait for the next frame
    } else {
      each.chart.dispose();
      drawn.delete(each);
    }
  }
}

// On paper everything has the light palette. The dark sheet holds for screens only, but a canvas keeps the colours
// it was painted with, and "beforeprint" comes while the page is still one of the screen.
const DARK = 'link[rel="stylesheet"][media^="screen"]';

function forPaper(): void {
  for (const sheet of document.querySelectorAll<HTMLLinkElement>(DARK)) {
    sheet.dataset.media = sheet.media;
    sheet.media = "not all";
  }
  repaint();
}

function forScreen(): void {
  for (const sheet of document.querySelectorAll<HTMLLinkElement>("link[data-media]")) {
    sheet.media = sheet.dataset.media ?? "";
    delete sheet.dataset.media;
  }
  repaint();
}

addEventListener("beforeprint", forPaper);
addEventListener("afterprint", forScreen);
for (const query of ["print", "(prefers-color-scheme: dark)"]) matchMedia(query).addEventListener("change", repaint);

function dressed(option: Record<string, unknown>, narrow: boolean): echarts.EChartsCoreOption {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string): string => css.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLabel: { color: colour("ink-2"), ...(narrow ? { interval: "auto" } : {}) },
    axisLine: { lineStyle: { color: colour("rule-strong") } },
    splitLine: { lineStyle: { color: colour("rule") } },
    nameTextStyle: { color: colour("ink-3") },
  };
  return {
    color: ["accent", "emerging", "traditional", "future", "ink-3"].map(colour),
    animation: false,
    aria: { enabled: true },
    ...option,
    backgroundColor: "transparent",
    textStyle: { fontFamily: css.getPropertyValue("--sans"), color: colour("ink") },
    legend: withColour(option.legend, colour("ink-2")),
    tooltip: { ...(option.tooltip as object), renderMode: "richText", confine: true },
    series: withLabels(forWidth(themed(option.series, css), narrow), colour("ink-2")),
    xAxis: withAxis(option.xAxis, axis),
    yAxis: withAxis(option.yAxis, axis),
  };
}

// Places, types and names are the option's; colours are the page's, whatever paper the option was made for.
function withAxis(given: unknown, axis: Record<string, object>): unknown {
  if (Array.isArray(given)) return given.map((each) => withAxis(each, axis));
  if (!given) return undefined;
  const own = given as Record<string, object | undefined>;
  const parts = Object.entries(axis).map(([part, colours]) => [part, { ...own[part], ...colours }]);
  return { ...own, ...Object.fromEntries(parts) };
}

function withColour(given: unknown, colour: string): unknown {
  return given ? { ...(given as object), textStyle: { color: colour } } : undefined;
}

function withLabels(given: unknown, colour: string): unknown {
  if (!Array.isArray(given)) return given;
  return given.map((each) => {
    if (!each.label) return each;
    const inside = String(each.label.position ?? "").startsWith("inside");
    return { ...each, label: inside ? { color: colour, ...each.label } : { ...each.label, color: colour } };
  });
}

// On a phone the names of points have no room; they stand in the table below.
function forWidth(series: unknown, narrow: boolean): unknown {
  if (!narrow || !Array.isArray(series)) return series;
  return series.map((each) =>
    each.type === "scatter" && each.label?.show
      ? { ...each, label: { show: false }, data: each.data.map((point: object) => ({ ...point, label: { show: false } })) }
      : each,
  );
}

// A colour that begins with "--" is a name of the page's style sheet.
function themed(value: unknown, css: CSSStyleDeclaration): unknown {
  if (typeof value === "string") return value.startsWith("--") ? css.getPropertyValue(value).trim() : value;
  if (Array.isArray(value)) return value.map((each) => themed(each, css));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, themed(each, css)]));
  }
  return value;
}
