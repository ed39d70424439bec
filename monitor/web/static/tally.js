"use strict";
// The tally as bars: the solid part is the low figure, the pale part reaches to the high one.
(() => {
  const HEIGHT = 230;

  // What the bar under the pointer says, beside the chart's name.
  const tell = (box, series, name, at) => {
    const low = series[name][0][at];
    const high = series[name][1][at];
    const figure = low === high ? low : `${low}–${high}`;
    box.parentElement.querySelector("[data-told]").textContent = low === undefined ? "" : `${series.labels[at]}: ${figure}`;
  };

  const draw = (box, series, name, colourName) => {
    const style = getComputedStyle(document.documentElement);
    const colour = (variable) => style.getPropertyValue(variable).trim();
    const [low, high] = series[name];
    const bars = uPlot.paths.bars({ size: [0.7, 46], align: 0 });
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
    const bar = (label, fill) => ({ label, paths: bars, fill, stroke: fill, width: 0, points: { show: false } });
    const options = {
      width: box.clientWidth,
      height: HEIGHT,
      scales: { x: { time: false, range: [-0.6, Math.max(series.labels.length, 6) - 0.4] }, y: { range: (_, __, most) => [0, Math.max(4, Math.ceil(most * 1.1))] } },
      legend: { show: false },
      hooks: { setCursor: [(chart) => tell(box, series, name, chart.cursor.idx)] },
      cursor: { drag: { x: false, y: false }, y: false },
      axes: [
        { ...axis, grid: { show: false }, space: 64, incrs: [1, 2, 3, 6, 12, 24, 60, 120], values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? series.labels[at] ?? "" : "")) },
        { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000] },
      ],
      series: [
        { label: series.by, value: (_, raw) => series.labels[raw] ?? "" },
        bar(`${name}, high`, `color-mix(in srgb, ${colour(colourName)} 30%, transparent)`),
        bar(`${name}, low`, colour(colourName)),
      ],
    };
    box.replaceChildren();
    const chart = new uPlot(options, [series.labels.map((_, at) => at), high, low], box);
    box.closest(".chart").dataset.ready = "yes";
    return chart;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const holder = document.querySelector("[data-charts]");
    if (!holder || !window.uPlot) return;
    const series = JSON.parse(holder.dataset.series);
    const boxes = [...holder.querySelectorAll("[data-chart]")];
    const colours = { incidents: "--low", killed: "--high" };
    const all = () => boxes.map((box) => draw(box, series, box.dataset.chart, colours[box.dataset.chart]));
    let charts = all();
    window.addEventListener("resize", () => charts.forEach((chart, at) => chart.setSize({ width: boxes[at].clientWidth, height: HEIGHT })));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { charts.forEach((chart) => chart.destroy()); charts = all(); });
  });
})();
