"use strict";
// The search, the arrow keys, and which message is chosen; the page works without them.
const items = [...document.querySelectorAll("nav li")].map((item) => ({
  item,
  link: item.querySelector("a"),
  article: document.querySelector(item.querySelector("a").getAttribute("href")),
}));
const status = document.querySelector("nav [role=status]");
const search = document.querySelector(".search input");
const all = status.textContent;

function choose() {
  const chosen = items.find(({ article }) => "#" + article.id === location.hash) || items[0];
  for (const one of items) {
    if (one === chosen) one.link.setAttribute("aria-current", "true");
    else one.link.removeAttribute("aria-current");
  }
  if (chosen) chosen.link.scrollIntoView({ block: "nearest" });
}

function words(one) {
  one.words ||= [one.link, ...one.article.querySelectorAll("header, .text")]
    .map((part) => part.textContent)
    .join("\n")
    .toLowerCase();
  return one.words;
}

function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of items) one.item.hidden = !wanted.every((word) => words(one).includes(word));
  const found = items.filter(({ item }) => !item.hidden).length;
  status.textContent = wanted.length ? `${found} of ${all}` : all;
}

function move(step) {
  const shown = items.filter(({ item }) => !item.hidden);
  const at = shown.findIndex(({ link }) => link.hasAttribute("aria-current"));
  const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
  if (!next) return;
  location.replace(next.link.getAttribute("href"));
  if (document.activeElement !== search) next.link.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const inList = !!event.target.closest("nav") || event.target === document.body;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && inList) {
    event.preventDefault();
    move(step);
  } else if (event.key === "/" && event.target !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape" && event.target === search) {
    search.value = "";
    filter();
  }
});
search.closest("label").hidden = items.length < 2;
search.addEventListener("input", filter);
addEventListener("hashchange", choose);
choose();
