"use strict";
// What the pages have in common: the target of a link is seen even where it was folded away.
const $ = (id) => document.getElementById(id);

function reveal() {
  const target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let node = target; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
    node.classList.remove("filtered");
  }
  target.scrollIntoView();
}

addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
