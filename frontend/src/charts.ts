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

const drawn = new Set<{ place: HTMLElement; chart: echarts.ECharts }>();

export function draw(place: HTMLElement): void {
  place.dataset.ready = "1";
  const data = place.querySelector<HTMLScriptElement>('script[type="application/json"]');
  if (!data?.textContent) return;
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  place.append(canvas);
  const chart = echarts.init(canvas, undefined, { renderer: "canvas" });
  chart.setOption(dressed(JSON.parse(data.textContent)));
  drawn.add({ place, chart });
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

function dressed(option: Record<string, unknown>): echarts.EChartsCoreOption {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string): string => css.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLabel: { color: colour("ink-2") },
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
    series: withLabels(themed(option.series, css), colour("ink-2")),
    xAxis: withAxis(option.xAxis, axis),
    yAxis: withAxis(option.yAxis, axis),
  };
}

function withAxis(given: unknown, axis: object): unknown {
  if (Array.isArray(given)) return given.map((each) => withAxis(each, axis));
  return given ? { ...axis, ...(given as object) } : undefined;
}

function withColour(given: unknown, colour: string): unknown {
  return given ? { ...(given as object), textStyle: { color: colour } } : undefined;
}

function withLabels(given: unknown, colour: string): unknown {
  if (!Array.isArray(given)) return given;
  return given.map((each) => (each.label ? { ...each, label: { color: colour, ...each.label } } : each));
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
