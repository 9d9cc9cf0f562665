const search = document.querySelector("form.search");
const cards = [...document.querySelectorAll(".cards li")].map((card) => [card, fold(card.dataset.words)]);
const areas = JSON.parse(document.getElementById("bdlib-unbuilt").textContent).map((area) => [area, fold(area.words)]);
const unbuilt = document.querySelector(".unbuilt");
function filter() {
  const asked = fold(search.querySelector("input").value).split(/\s+/).filter(Boolean);
  const meets = (text) => asked.every((word) => text.includes(word));
  const chosen = [...search.querySelectorAll("select")].filter((list) => list.value);
  let shown = 0;
  for (const [card, text] of cards) {
    card.hidden = !meets(text) || !chosen.every((list) => card.dataset[list.name] === list.value);
    shown += card.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  search.querySelector("[role=status]").textContent = `${shown} / ${cards.length}`;
  const missing = asked.length ? areas.filter(([, text]) => meets(text)).slice(0, 8) : [];
  unbuilt.hidden = !missing.length;
  unbuilt.querySelector("ul").replaceChildren(...missing.map(([area]) => {
    const line = document.createElement("li"), command = document.createElement("code");
    command.textContent = area.command;
    line.append(`${area.name}${area.when ? ` (${area.when})` : ""}: `, command);
    return line;
  }));
  document.querySelector(".nothing").hidden = shown > 0 || missing.length > 0;
}
search.addEventListener("input", filter);
search.addEventListener("submit", (event) => event.preventDefault());
filter();
