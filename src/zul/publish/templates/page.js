// The page is whole without this script, which adds the filter of the ledger and opens what is folded.
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
  $("filter-count").textContent = shown === all ? "" : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} figures`;
}

$("filter").hidden = false;
$("filter").addEventListener("input", filter);
filter(); // a browser may bring back what was typed
reveal();
