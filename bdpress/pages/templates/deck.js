"use strict";
// Measure each slide: text shrinks to no less than FLOOR, then the slide is over-full and the build says so.
const FLOOR = 0.77; // 16 px in a long table: about the least of the PPTX, too
const CEILING = 1.3; // text that stands alone on a slide fills more of it
const PICTURE_FLOOR = 0.55; // of the room that a picture takes alone on a slide
function excess(section) {
  const body = section.querySelector(".body");
  const box = body.getBoundingClientRect();
  const scale = box.width / body.offsetWidth || 1;
  let over = 0;
  for (const part of body.querySelectorAll("p, li, table, pre, h3, blockquote, math, td")) {
    const inner = part.getBoundingClientRect();
    over = Math.max(over, (inner.bottom - box.bottom) / scale, (inner.right - box.right) / scale, ((part.scrollWidth - part.clientWidth) || 0));
  }
  for (const picture of body.querySelectorAll("img")) {
    over = Math.max(over, PICTURE_FLOOR * Math.min(picture.naturalHeight / 2, 490) - picture.clientHeight);
  }
  return Math.round(over);
}
function fit() {
  return [...document.querySelectorAll(".slides section")].map((section, place) => {
    let size = place && !section.querySelector(".body :is(img, table, .stats, .columns)") ? CEILING : 1;
    section.style.setProperty("--fit", size);
    while (excess(section) > 1 && size > FLOOR) {
      size = Math.max(FLOOR, size - 0.03);
      section.style.setProperty("--fit", size.toFixed(2));
    }
    const over = excess(section);
    section.classList.toggle("overfull", over > 1);
    return { slide: place + 1, title: section.getAttribute("aria-label"), size, over: over > 1 ? over : 0 };
  });
}
const printed = /print-pdf/.test(location.search);
const least = Number(document.documentElement.dataset.high); // 720 of 16:9, 960 of 4:3
// Slides of 16:9 take the shape of a window between that and 4:3.
function windowHeight() {
  const high = printed ? least : Math.min(960, Math.max(least, Math.round(1280 * innerHeight / innerWidth)));
  document.documentElement.style.setProperty("--high", `${high}px`);
  return high;
}
Reveal.initialize({
  width: 1280, height: windowHeight(), margin: 0, minScale: 0.1, maxScale: 4, center: false, hash: true,
  transition: "none", backgroundTransition: "none", controls: false, progress: true, slideNumber: false,
  viewDistance: 1000, mobileViewDistance: 1000, pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false, plugins: [RevealNotes],
});
Reveal.on(printed ? "pdf-ready" : "ready", async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  window.deckFit = fit();
  document.documentElement.dataset.fit = window.deckFit.every((slide) => !slide.over);
});
// The window's event, for reveal.js tells only changes of scale.
addEventListener("resize", () => {
  const high = windowHeight();
  if (!Reveal.isReady() || high === Reveal.getConfig().height) return;
  Reveal.configure({ height: high });
  window.deckFit = fit();
});
