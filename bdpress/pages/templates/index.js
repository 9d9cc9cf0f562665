const search = document.querySelector("form.search");
const cards = [...document.querySelectorAll(".cards li")].map((card) => [card, fold(card.dataset.words)]);
function filter() {
  const asked = fold(search.querySelector("input").value).split(/\s+/).filter(Boolean);
  const chosen = [...search.querySelectorAll("select")].filter((list) => list.value);
  let shown = 0;
  for (const [card, text] of cards) {
    card.hidden = !asked.every((word) => text.includes(word)) || !chosen.every((list) => card.dataset[list.name] === list.value);
    shown += card.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  search.querySelector("[role=status]").textContent = `${shown} / ${cards.length}`;
}
search.addEventListener("input", filter);
filter();
