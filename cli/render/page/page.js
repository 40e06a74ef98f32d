"use strict";
const words = document.currentScript.dataset;
const valueOf = cell => cell.dataset.v ?? cell.textContent.trim();
const order = (a, b) => {
  if (a === "" || b === "") return (a === "") - (b === "");
  return isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
};
function sortBy(table, header) {
  const place = header.cellIndex, body = table.tBodies[0];
  const down = header.getAttribute("aria-sort") === "descending";
  const rows = [...body.rows].sort((a, b) => {
    const [x, y] = [valueOf(a.cells[place]), valueOf(b.cells[place])];
    if (x === "" || y === "") return order(x, y);
    return down ? order(x, y) : order(y, x);
  });
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", down ? "ascending" : "descending");
  body.append(...rows);
}
function copy(table, button) {
  const head = [...table.tHead.rows[0].cells].map(cell => cell.dataset.column ?? cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].filter(row => !row.hidden);
  const lines = [head, ...rows.map(row => [...row.cells].map(valueOf))];
  const text = lines.map(cells => cells.map(cell => cell.replace(/[\t\n]/g, " ")).join("\t")).join("\n");
  const done = () => { button.textContent = words.copied; };
  if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, () => {}); return; }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  done();
}
for (const table of document.querySelectorAll("table")) {
  const title = table.caption.textContent;
  for (const header of table.tHead.rows[0].cells) {
    if (!header.textContent.trim()) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...header.childNodes);
    button.title = words.sort;
    button.addEventListener("click", () => sortBy(table, header));
    header.append(button);
  }
  const tools = document.createElement("div");
  tools.className = "tools";
  if (table.tBodies[0].rows.length > 5) {
    const label = document.createElement("label"), box = document.createElement("input");
    box.type = "search";
    label.append(words.filter + " ", box);
    box.addEventListener("input", () => {
      const sought = box.value.toLowerCase();
      for (const row of table.tBodies[0].rows)
        row.hidden = !row.textContent.toLowerCase().includes(sought);
    });
    tools.append(label);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.copy;
  button.setAttribute("aria-label", words.copy + ": " + title);
  button.addEventListener("click", () => copy(table, button));
  tools.append(button);
  table.parentElement.before(tools);
}
