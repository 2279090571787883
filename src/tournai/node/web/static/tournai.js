// Keys for those who review all night, a preview that keeps the chosen file, and boards that keep up.
// Every page works without this file.
"use strict";

const typing = (element) => element.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
const isOff = document.documentElement.dataset.keys === "off";

function press(target) {
  if (target.matches("input")) target.checked = target.type === "radio" ? true : target.checked;
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
}

function move(step) {
  const links = [...document.querySelectorAll("[data-rows] a[data-row]")];
  const here = links.indexOf(document.activeElement.closest("tr")?.querySelector("a[data-row]"));
  const next = links[here < 0 && step < 0 ? links.length - 1 : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(links.length);
}

document.addEventListener("keydown", (event) => {
  if (isOff || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  const row = event.target.closest("[data-rows] tr");
  const target = row?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    ?? document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([data-rows] *)`);
  if (target) press(target);
  else if (!(event.key === "j" && move(1)) && !(event.key === "k" && move(-1))) return;
  event.preventDefault();
});

// The preview replaces one part of the page, so that the chosen file stays chosen for the import.
document.addEventListener("submit", async (event) => {
  const place = document.querySelector("[data-preview]");
  if (!place || event.submitter?.dataset.previews === undefined) return;
  event.preventDefault();
  place.setAttribute("aria-busy", "true");
  const answer = await fetch(event.submitter.formAction, { method: "POST", body: new FormData(event.target) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.querySelectorAll("[data-report]"));
  const digest = page.querySelector("[data-digest]");
  if (digest) event.target.elements.digest.value = digest.value;
  for (const button of event.target.querySelectorAll("[data-after-preview]")) button.hidden = !digest;
  place.removeAttribute("aria-busy");
  place.focus();
});

// A board or queue in view is read again each minute, unless somebody works in it.
const EVERY = 60_000;
async function refresh() {
  const part = document.querySelector("[data-live]");
  if (!part || document.hidden || part.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (fresh && !part.contains(document.activeElement)) part.replaceWith(fresh);
}
if (document.querySelector("[data-live]")) setInterval(refresh, EVERY);
