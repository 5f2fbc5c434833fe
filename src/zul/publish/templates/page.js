// The page is whole without this script, which adds the filter of the ledger, lights a claim wherever it stands,
// saves tables and drawings, zooms the map, and opens what is folded.
const XLINK = "http://www.w3.org/1999/xlink";

function filter() {
  const text = $("filter-text").value.trim().toLowerCase();
  const source = $("filter-source").value;
  const measure = $("filter-measure").value;
  const rivals = $("filter-rivals").checked;
  let shown = 0;
  for (const section of document.querySelectorAll(".measure")) {
    const name = section.querySelector("h3").textContent;
    let ofSection = 0;
    for (const cell of section.querySelectorAll(".cell")) {
      const title = `${name} ${cell.querySelector("h4").textContent}`;
      const wanted = (!measure || section.dataset.measure === measure) && (!rivals || "rivals" in cell.dataset);
      let ofCell = 0;
      for (const claim of cell.querySelectorAll(".claim")) {
        const said = `${title} ${claim.textContent}`.toLowerCase();
        const fits = wanted && (!source || claim.dataset.source === source) && said.includes(text);
        claim.classList.toggle("filtered", !fits);
        ofCell += fits;
      }
      cell.classList.toggle("filtered", !ofCell);
      ofSection += ofCell;
    }
    section.classList.toggle("filtered", !ofSection);
    shown += ofSection;
  }
  const all = document.querySelectorAll(".claim").length;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const count = `${number.format(shown)} / ${number.format(all)} ${$("filter").dataset.of}`;
  $("filter-count").textContent = shown === all ? "" : count;
}

// One claim, wherever it stands: its entry in the ledger, and the links of texts and drawings that lead to it.
const target = (link) => (link.getAttribute("href") ?? link.getAttributeNS(XLINK, "href") ?? "").slice(1);
const places = new Map();
for (const entry of document.querySelectorAll(".claim")) places.set(entry.id, [entry]);
for (const link of document.querySelectorAll("a")) places.get(target(link))?.push(link);
const note = document.createElement("div");
let lit = [];
let told = null;

function light(event) {
  const link = event.target.closest?.("a");
  const id = link && places.has(target(link)) ? target(link) : event.target.closest?.(".claim")?.id;
  const now = places.get(id) ?? [];
  for (const place of now === lit ? [] : lit) place.classList.remove("lit");
  for (const place of now === lit ? [] : now) place.classList.add("lit");
  lit = now;
  const next = link && now.length && !link.closest(".claim") ? link : null;
  if (next !== told || event.type === "focusin") tell(next, now[0]);
}

// The citation of a claim, beside the link that leads to it.
function tell(link, entry) {
  document.querySelector("[aria-describedby=note]")?.removeAttribute("aria-describedby");
  note.hidden = !link;
  told = link;
  if (!link) return;
  const words = (around, name) => entry.closest(around).querySelector(name).textContent;
  note.replaceChildren();
  const what = `${words(".measure", "h3")}: ${words(".cell", "h4")}`;
  for (const text of [words(".claim", ".written"), what, words(".claim", ".from")]) {
    note.appendChild(document.createElement("p")).textContent = text;
  }
  link.setAttribute("aria-describedby", "note");
  const box = link.getBoundingClientRect();
  const below = box.bottom + note.offsetHeight + 12 < innerHeight;
  note.style.left = `${Math.max(12, Math.min(box.left, innerWidth - note.offsetWidth - 12))}px`;
  note.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - note.offsetHeight - 8)}px`;
}

// Files made of what stands on the page.
const QUOTED = /[",\r\n]/;
const RUNS = /^[=+\-@\t\r]/; // a spreadsheet would take it for a formula

function csv(table) {
  const field = (cell) => {
    const number = cell.querySelector("data");
    if (number) return number.value;
    const text = cell.textContent.trim();
    const inert = RUNS.test(text) ? `'${text}` : text;
    return QUOTED.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  return [...table.rows].map((row) => `${[...row.cells].map(field).join(",")}\r\n`).join("");
}

function svg(drawing) {
  const copy = drawing.cloneNode(true);
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const [color, background] = [colour("--ink"), colour("--paper")];
  Object.assign(copy.style, { color, background, fontFamily: "sans-serif" });
  const text = new XMLSerializer().serializeToString(copy);
  return text.replace(/var\((--[a-z]+)\)/g, (_, name) => colour(name));
}

function save(button) {
  const figure = button.closest("figure");
  const form = button.dataset.save;
  const text = form === "csv" ? csv(figure.querySelector("table")) : svg(figure.querySelector(".drawing svg"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: form === "csv" ? "text/csv" : "image/svg+xml" }));
  link.download = `${figure.dataset.name}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// The map: buttons, arrow keys, and the wheel with ctrl.
function zoomable(figure) {
  const frame = figure.querySelector(".drawing");
  const drawing = frame.querySelector("svg");
  const whole = drawing.getAttribute("viewBox").split(" ").map(Number);
  let [x, y, width, height] = whole;
  const show = () => {
    x = Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - width);
    y = Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - height);
    drawing.setAttribute("viewBox", [x, y, width, height].join(" "));
  };
  const zoom = (times, [across, down] = [0.5, 0.5]) => {
    const next = Math.min(whole[2], Math.max(whole[2] / 12, width / times));
    x += (width - next) * across;
    y += (height - (next * whole[3]) / whole[2]) * down;
    [width, height] = [next, (next * whole[3]) / whole[2]];
    show();
  };
  const buttons = document.createElement("div");
  buttons.className = "zoom";
  const ways = [["+", "zoomIn", 1.5], ["−", "zoomOut", 1 / 1.5], ["1:1", "zoomAll", 1e-9]];
  for (const [sign, label, times] of ways) {
    const button = buttons.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", figure.dataset[label]);
    button.addEventListener("click", () => zoom(times));
  }
  frame.before(buttons);
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  frame.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.5 : 1 / 1.5);
    else if (step && width < whole[2]) {
      x += (step[0] * width) / 8;
      y += (step[1] * height) / 8;
      show();
    } else return;
    event.preventDefault();
  });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = drawing.getBoundingClientRect();
    const at = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, at);
  }, { passive: false });
}

$("filter").hidden = false;
$("filter").addEventListener("input", filter);
filter(); // a browser may bring back what was typed
note.id = "note";
note.hidden = true;
note.setAttribute("role", "tooltip");
document.body.append(note);
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
addEventListener("keydown", (event) => event.key === "Escape" && tell(null));
addEventListener("scroll", () => tell(null), { passive: true });
for (const button of document.querySelectorAll("[data-save]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button));
}
document.querySelectorAll("[data-zoom-in]").forEach(zoomable);
reveal();
