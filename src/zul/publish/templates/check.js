// The page is whole without this script, which draws arrows from the findings in sight to their figures.
const SVG = "http://www.w3.org/2000/svg";
const told = document.querySelector(".told");
const texts = document.querySelector(".texts");
const arrows = document.createElementNS(SVG, "svg");
let active = null;
let isWaiting = false;

function make(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return parent.appendChild(element);
}

function draw() {
  isWaiting = false;
  arrows.replaceChildren();
  const [left, right] = [texts.getBoundingClientRect(), told.getBoundingClientRect()];
  if (left.right > right.left) return; // one below the other
  for (const id of ["tip", "tip-active"]) {
    const tip = make("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, arrows);
    make("path", { d: "M0 0L8 4L0 8z" }, tip);
  }
  const [top, bottom] = [Math.max(right.top, 0), Math.min(right.bottom, innerHeight)];
  for (const finding of told.querySelectorAll(".finding")) {
    const box = finding.getBoundingClientRect();
    if (!box.height || box.bottom < top || box.top > bottom) continue;
    for (const link of finding.querySelectorAll(".figures a")) {
      const from = link.getBoundingClientRect();
      const mark = $(link.hash.slice(1)).closest(".mark");
      const to = [...mark.getClientRects()].at(-1);
      const isActive = finding === active || mark === active;
      const y = to.top + to.height / 2;
      const isSeen = y > 0 && y < innerHeight;
      if (from.bottom < top || from.top > bottom || !(isSeen || isActive)) continue;
      const start = [from.left - 4, from.top + from.height / 2];
      const end = isSeen ? [to.left + to.width / 2, to.bottom + 5] : [left.right + 8, y < 0 ? 4 : innerHeight - 4];
      const bend = (start[0] - end[0]) / 2;
      const d = `M${start} C${start[0] - bend} ${start[1]} ${end[0] + bend / 3} ${end[1] + (y < 0 ? 0 : 14)} ${end}`;
      const tip = isActive ? "tip-active" : "tip";
      make("path", { d, class: isActive ? "active" : "", "marker-end": `url(#${tip})` }, arrows);
    }
  }
}

function soon() {
  if (!isWaiting) requestAnimationFrame(draw);
  isWaiting = true;
}

function choose(event) {
  const chosen = event.target.closest?.(".finding, .mark");
  if (chosen && chosen !== active) {
    active = chosen;
    soon();
  }
}

arrows.setAttribute("class", "arrows");
arrows.setAttribute("aria-hidden", "true");
document.body.append(arrows);
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, choose);
for (const kind of ["scroll", "resize", "hashchange"]) addEventListener(kind, soon, { passive: true });
told.addEventListener("scroll", soon, { passive: true });
for (const details of told.querySelectorAll("details")) details.addEventListener("toggle", soon);
reveal();
soon();
