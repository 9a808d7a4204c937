// What is wrong with the page for readers who see little or use a keyboard or a screen reader: contrast below WCAG 2
// level AA (1.4.3, 1.4.11), fields without names, headings out of order, places that can be scrolled but not reached.
const wrong = [];
const parts = (color) => color.match(/[\d.]+/g).map(Number);
const light = ([red, green, blue]) => {
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};
const contrast = (one, other) => {
  const [dark, bright] = [light(one), light(other)].sort((left, right) => left - right);
  return (bright + 0.05) / (dark + 0.05);
};
const ground = (element) => {
  for (let place = element; place; place = place.parentElement) {
    const color = parts(getComputedStyle(place).backgroundColor);
    if (color.length < 4 || color[3] === 1) return color;
    if (color[3] > 0) wrong.push(`a ground that lets through: ${place.className}`);
  }
  return [255, 255, 255];
};
const named = (element) => `${element.tagName.toLowerCase()}.${element.className}#${element.id} "${element.textContent.slice(0, 30)}"`;

const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || seen.has(element) || !element.checkVisibility() || element.closest("svg, script")) continue;
  seen.add(element);
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  const ratio = contrast(parts(style.color), ground(element));
  if (ratio < (isLarge ? 3 : 4.5)) wrong.push(`contrast ${ratio.toFixed(2)}: ${named(element)}`);
  if (matchMedia("screen").matches && size < 12) wrong.push(`${size} px is small: ${named(element)}`);
}

const fields = [...document.querySelectorAll("input, select, button")].filter((field) => field.checkVisibility());
for (const field of fields) {
  const name = field.getAttribute("aria-label") || [...(field.labels || [])].map((label) => label.textContent).join("") || field.textContent;
  if (!name.trim()) wrong.push(`no name: ${named(field)}`);
  const style = getComputedStyle(field);
  if (field.type !== "checkbox" && contrast(parts(style.borderTopColor), ground(field.parentElement)) < 3) wrong.push(`a border that is not seen: ${named(field)}`);
}
for (const bar of document.querySelectorAll("rect:not(.audited):not(.gap)"))
  if (contrast(parts(getComputedStyle(bar).fill), parts(getComputedStyle(document.querySelector("rect.audited")).fill)) < 3)
    wrong.push(`a bar that is not seen: ${bar.className.baseVal}`);

let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) wrong.push(`h${next} after h${level}: ${named(heading)}`);
  level = next;
}
for (const place of document.querySelectorAll("body *")) {
  const style = getComputedStyle(place);
  if (place.scrollWidth > place.clientWidth + 1 && ["auto", "scroll"].includes(style.overflowX) && place.tabIndex < 0 && !fields.includes(place)) wrong.push(`scrolls, but has no focus: ${named(place)}`);
}
for (const [what, count] of [["main", 1], ["header", 1], ["footer", 1], ["h1", 1]])
  if (document.querySelectorAll(what).length !== count) wrong.push(`not one ${what}`);
for (const picture of document.querySelectorAll("svg"))
  if (!document.getElementById(picture.getAttribute("aria-labelledby"))) wrong.push("a picture without words");
for (const part of document.querySelectorAll("[aria-labelledby], [for]"))
  for (const id of (part.getAttribute("aria-labelledby") || part.getAttribute("for")).split(" "))
    if (!document.getElementById(id)) wrong.push(`names ${id}, which is not there`);
const ids = [...document.querySelectorAll("[id]")].map((place) => place.id);
if (new Set(ids).size !== ids.length) wrong.push("two elements of one id");
return wrong.slice(0, 12);
