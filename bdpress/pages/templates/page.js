"use strict";
const root = document.documentElement;
const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
if (stored) root.dataset.theme = stored;
document.querySelector("button.theme")?.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a private window keeps nothing */ }
});

// Search that does not mind missing diacritics.
const fold = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");

for (const box of document.querySelectorAll(".table input[type=search]")) {
  const rows = [...box.closest(".table").querySelectorAll("tbody tr")].map((row) => [row, fold(row.textContent)]);
  const status = box.closest(".table").querySelector("[role=status]");
  const words = status.textContent.replace(/^\d+/, "");
  const all = box.closest(".table").querySelector(".all");
  box.addEventListener("input", () => {
    all.checked = true;
    const asked = fold(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !asked.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = shown + words;
  });
}

// No column is hidden: a table that is wider than its place is set tighter, then read row by row.
for (const table of document.querySelectorAll(".table")) {
  const inside = table.querySelector("table");
  for (const look of [["tight"], ["cards", "measured"]]) if (inside.scrollWidth > table.clientWidth + 1 && table.clientWidth && !table.classList.contains("cards")) table.classList.add(...look); // paper lies on its side instead
}

const contents = document.querySelector("nav.contents details");
if (contents) {
  if (matchMedia("(max-width: 66rem)").matches) contents.open = false;
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.classList.remove("here"));
      links.get(entry.target.id)?.classList.add("here");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  links.forEach((_, id) => { const heading = document.getElementById(id); if (heading) watch.observe(heading); });
}
