"use strict";
const map = document.getElementById("map"), about = document.getElementById("about");
const find = document.getElementById("find"), hits = document.getElementById("hits");
const things = JSON.parse(document.getElementById("things").textContent);
const byId = new Map(things.map(thing => [thing.id, thing]));
const elements = new Map();
for (const element of map.querySelectorAll("[data-id]")) elements.set(element.dataset.id, element);

// --- zoom and place

let view = map.viewBox.baseVal, whole = {x: view.x, y: view.y, width: view.width, height: view.height};

function home() {
  // Room for the tools above the title.
  const by = Math.max(whole.width / map.clientWidth, whole.height / (map.clientHeight - 60));
  const width = map.clientWidth * by, height = map.clientHeight * by;
  show({x: whole.x - (width - whole.width) / 2, y: whole.y - 50 * by, width, height});
}

function show(box) {
  view.x = box.x; view.y = box.y; view.width = box.width; view.height = box.height;
}

function fit(elements) {
  const boxes = elements.map(element => element.getBBox()).filter(box => box.width);
  if (!boxes.length) return show(whole);
  const left = Math.min(...boxes.map(b => b.x)), top = Math.min(...boxes.map(b => b.y));
  const right = Math.max(...boxes.map(b => b.x + b.width)), bottom = Math.max(...boxes.map(b => b.y + b.height));
  show({x: left - 60, y: top - 110, width: right - left + 120, height: bottom - top + 170});
}

function scale() { return Math.max(view.width / map.clientWidth, view.height / map.clientHeight); }

function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY);
  return point.matrixTransform(map.getScreenCTM().inverse());
}

function zoom(factor, point) {
  const least = 300 / map.clientWidth, most = 4 * Math.max(whole.width, whole.height) / map.clientWidth;
  const now = scale(), next = Math.min(Math.max(now * factor, least / 2), most), by = next / now;
  show({x: point.x - (point.x - view.x) * by, y: point.y - (point.y - view.y) * by,
        width: view.width * by, height: view.height * by});
}

map.addEventListener("wheel", event => {
  event.preventDefault();
  zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * (event.ctrlKey ? .01 : .004)), at(event));
}, {passive: false});

const held = new Map();
let moved = 0;
map.addEventListener("pointerdown", event => { held.set(event.pointerId, event); moved = 0; });
window.addEventListener("pointermove", event => {
  const before = held.get(event.pointerId);
  if (!before) return;
  if (held.size === 2) {
    const other = [...held.values()].find(one => one.pointerId !== event.pointerId);
    const far = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    zoom(far(before, other) / Math.max(far(event, other), 1), at(other));
  } else {
    const by = scale();
    view.x -= (event.clientX - before.clientX) * by;
    view.y -= (event.clientY - before.clientY) * by;
  }
  moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
  map.classList.toggle("dragged", moved > 4);
  held.set(event.pointerId, event);
});
for (const end of ["pointerup", "pointercancel"])
  window.addEventListener(end, event => { held.delete(event.pointerId); map.classList.remove("dragged"); });

// --- a thing, and what is near it

function focusOn(id) {
  const element = elements.get(id);
  if (!element) return;
  layer(element.closest("#accounts") ? "accounts" : "scenes");
  const box = element.getBBox(), by = Math.min(scale(), 1.1);
  const width = map.clientWidth * by, height = map.clientHeight * by;
  show({x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - height / 2, width, height});
  pick(id);
}

function pick(id) {
  for (const one of map.querySelectorAll(".picked, .near")) one.classList.remove("picked", "near");
  const thing = byId.get(id), element = elements.get(id);
  map.classList.toggle("faded", Boolean(thing));
  about.hidden = !thing;
  if (!thing) return;
  element.classList.add("picked", "near");
  const own = id.slice(id.indexOf(" ") + 1), claims = new Set(thing.claims || []);
  const mine = name => name === own || claims.has(name);
  for (const line of map.querySelectorAll(".road, .break"))
    if (mine(line.dataset.from) || mine(line.dataset.to)) {
      line.classList.add("near");
      for (const end of [line.dataset.from, line.dataset.to])
        for (const kind of ["scene", "claim", "evidence"]) elements.get(`${kind} ${end}`)?.classList.add("near");
    }
  for (const portal of map.querySelectorAll(".portal"))
    if (map.querySelector(`.near[data-from="${own}"][data-to="${portal.dataset.to}"]`)) portal.classList.add("near");
  if (thing.claims) for (const claim of claims) elements.get(`claim ${claim}`)?.classList.add("near");
  tell(thing);
}

function make(kind, words, parent, className) {
  const element = document.createElement(kind);
  if (words) element.textContent = words;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

function tell(thing) {
  about.replaceChildren();
  const close = make("button", "×", about, "close");
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => pick(null));
  make("h2", thing.title, about);
  make("small", thing.id, about);
  const file = make("div", "", about, "file");
  make("code", `${thing.path}:${thing.line}`, file);
  if (location.protocol === "file:") {
    const path = new URL(thing.href, document.baseURI).pathname;
    const open = make("a", "open in VS Code", file);
    open.href = `vscode://file${path}:${thing.line}:${thing.column}`;
    const copy = make("button", "copy the place", file);
    copy.addEventListener("click", () => navigator.clipboard.writeText(`${decodeURIComponent(path)}:${thing.line}`));
  } else {
    make("a", "open the file", file).href = thing.href;
  }
  for (const [heading, entries] of thing.about) {
    make("h3", heading, about);
    const list = make("ul", "", about);
    for (const [words, to] of entries) {
      const entry = make("li", "", list);
      if (to && elements.has(to))
        make("button", words, entry, "to").addEventListener("click", () => focusOn(to));
      else entry.textContent = words;
    }
  }
}

map.addEventListener("click", event => {
  if (moved > 4) return;
  const portal = event.target.closest(".portal");
  if (portal) return focusOn(`scene ${portal.dataset.to}`);
  pick(event.target.closest("[data-id]")?.dataset.id ?? null);
});

// --- layers

function layer(name) {
  for (const button of document.querySelectorAll("#tools [data-layer]"))
    button.setAttribute("aria-pressed", button.dataset.layer === name);
}
for (const button of document.querySelectorAll("#tools [data-layer]"))
  button.addEventListener("click", () => {
    layer(button.dataset.layer);
    const name = button.dataset.layer;
    pick(null);
    if (name === "all") home(); else fit([document.getElementById(name)]);
  });

// --- search

find.addEventListener("input", () => {
  hits.replaceChildren();
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return;
  const ranked = things.map(thing => {
    const name = `${thing.id} ${thing.title}`.toLowerCase();
    if (words.every(word => name.includes(word))) return [0, thing];
    return words.every(word => thing.text.includes(word) || name.includes(word)) ? [1, thing] : null;
  }).filter(Boolean).sort((a, b) => a[0] - b[0]).slice(0, 40);
  for (const [, thing] of ranked) {
    const button = make("button", thing.title, make("li", "", hits));
    make("small", `  ${thing.id}`, button);
    button.addEventListener("click", () => focusOn(thing.id));
  }
  if (!ranked.length) make("li", "nothing is called so", hits).style.padding = "5px 11px";
});

document.addEventListener("keydown", event => {
  const inList = document.activeElement?.closest("#hits");
  if (event.key === "/" && document.activeElement !== find) { event.preventDefault(); find.focus(); find.select(); }
  else if (event.key === "Escape") { hits.replaceChildren(); find.value = ""; find.blur(); pick(null); }
  else if (event.key === "Enter" && document.activeElement === find) hits.querySelector("button")?.click();
  else if (event.key === "ArrowDown" && (document.activeElement === find || inList)) {
    event.preventDefault();
    (inList ? document.activeElement.parentElement.nextElementSibling : hits.firstElementChild)
      ?.querySelector("button")?.focus();
  } else if (event.key === "ArrowUp" && inList) {
    event.preventDefault();
    (document.activeElement.parentElement.previousElementSibling?.querySelector("button") ?? find).focus();
  } else if (document.activeElement !== find && (event.key === "+" || event.key === "-")) {
    zoom(event.key === "+" ? .8 : 1.25, {x: view.x + view.width / 2, y: view.y + view.height / 2});
  } else if (document.activeElement !== find && event.key === "0") home();
});

const asked = decodeURIComponent(location.hash.slice(1)).replace("/", " ");
if (elements.has(asked)) focusOn(asked); else home();
