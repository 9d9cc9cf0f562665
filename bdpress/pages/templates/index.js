const search = document.querySelector("form.search");
const plain = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
const cards = [...document.querySelectorAll(".cards li")].map((card) => [card, plain(card.dataset.words)]);
const areas = JSON.parse(document.getElementById("bdlib-unbuilt").textContent).map((area) => [area, plain(area.words)]);
const unbuilt = document.querySelector(".unbuilt");
function filter() {
  const asked = plain(search.querySelector("input").value);
  const whole = (text) => text.includes(asked);  // "ca mau" is a name, not two beginnings of words
  const parts = (text) => asked.split(" ").every((word) => text.includes(` ${word}`));
  const meets = [...cards, ...areas].some(([, text]) => whole(text)) ? whole : parts;
  const chosen = [...search.querySelectorAll("select")].filter((list) => list.value);
  let shown = 0;
  for (const [card, text] of cards) {
    card.hidden = !meets(text) || !chosen.every((list) => card.dataset[list.name] === list.value);
    shown += card.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  search.querySelector("[role=status]").textContent = `${shown} / ${cards.length}`;
  const missing = asked.trim() ? areas.filter(([, text]) => meets(text)).slice(0, 8) : [];
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
