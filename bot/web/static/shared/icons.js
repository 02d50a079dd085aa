// Icons of our own: strokes on a 24 x 24 grid, decorative (the word beside them carries the meaning).

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  send: ["M4 12h15", "M13 6l6 6-6 6"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  minimise: ["M6 10l6 6 6-6"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  back: ["M20 12H5", "M11 6l-6 6 6 6"],
  phone: ["M6.5 4h3l1.5 4-2 1.6a11 11 0 0 0 5.4 5.4L16 13l4 1.5v3A2.5 2.5 0 0 1 17.5 20 13.5 13.5 0 0 1 4 6.5 2.5 2.5 0 0 1 6.5 4z"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  octagon: ["M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z", "M12 7.5v5.5", "M12 16.3v.2"],
  triangle: ["M12 4l9 16H3z", "M12 10v4.5", "M12 17.2v.2"],
  clock: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z", "M12 7.5V12l3 2.5"],
  calendar: ["M4.5 6h15v14h-15z", "M4.5 10.5h15", "M8.5 3.5V7", "M15.5 3.5V7"],
  home: ["M4 11.5L12 5l8 6.5", "M6 10.5V19.5h12v-9", "M10 19.5v-5h4v5"],
  info: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z", "M12 11v5.5", "M12 7.7v.2"],
  person: ["M12 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z", "M5 20c.6-4 3.3-6 7-6s6.4 2 7 6"],
  save: ["M12 4v11", "M7.5 11l4.5 4.5L16.5 11", "M5 19.5h14"],
  print: ["M7.5 9V4h9v5", "M7.5 17H4.5V9h15v8h-3", "M7.5 14h9v6h-9z"],
  bin: ["M5 7h14", "M9.5 7V4.5h5V7", "M6.5 7l1 13h9l1-13"],
  stop: ["M6.5 6.5h11v11h-11z"],
  globe: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z", "M3.5 12h17", "M12 3.5c3 2.5 3 14.5 0 17", "M12 3.5c-3 2.5-3 14.5 0 17"],
  sign: ["M12 3v18", "M12 5h6l2.5 2.25L18 9.5h-6", "M12 11H6L3.5 13.25 6 15.5h6", "M9 21h6"],
};

/** Icon of each urgency, beside its colour and its word. */
export const URGENCY_ICONS = {
  emergency: "octagon",
  urgent_now: "triangle",
  within_24h: "clock",
  non_urgent: "calendar",
  self_care: "home",
  not_applicable: "info",
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const look = {
    viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false", fill: "none",
    stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round",
  };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, value);
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.appendChild(path);
  }
  return svg;
}
