// Reading and checking in without a connection. Without this script every page and form works as long as the app runs.
const PREFIX = "backstride-waiting-";
const waiting = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
const say = (words) => { for (const line of document.querySelectorAll(".queue-line")) line.textContent = words; };
const localDay = (zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());

// A small server at home often does not know its own time zone; this device does.
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (here) document.cookie = `zone=${here}; Path=/; Max-Age=31536000; SameSite=Lax`;

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js");

// A form that was kept waits under a name of its own, so that two tabs cannot overwrite each other.
const keep = (form, fields) => {
  if (form.dataset.today) fields.set("day", localDay(form.dataset.today));
  fields.set("queued", "1");
  const body = new URLSearchParams(fields).toString();
  localStorage.setItem(PREFIX + fields.get("key"), JSON.stringify({ to: new URL(form.action).pathname, body }));
};

const send = async () => {
  const had = waiting().length;
  for (const name of waiting()) {
    const entry = localStorage.getItem(name);
    if (!entry) continue;
    const { to, body } = JSON.parse(entry);
    let answer;
    try {
      answer = await fetch(to, { method: "POST", body, headers: { "Content-Type": "application/x-www-form-urlencoded" }, redirect: "manual" });
    } catch { return; }
    // The server takes the same key once. Erased answers take nothing any more; what is refused stays on the device.
    if (answer.type === "opaqueredirect" || answer.ok || answer.status === 404) localStorage.removeItem(name);
    else if (answer.status === 400) {
      localStorage.setItem(name.replace(PREFIX, "backstride-refused-"), entry);
      localStorage.removeItem(name);
      say("One entry that waited could not be taken. It is still on this device; please write that day again.");
    }
  }
  if (had && !waiting().length && document.querySelector(".queue-line")?.textContent.startsWith("Kept")) say("All that waited is saved now.");
};

for (const form of document.querySelectorAll("form.queued")) {
  form.addEventListener("submit", async (event) => {
    const fields = new FormData(form, event.submitter);
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      const body = new URLSearchParams(fields);
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.redirected) { location.assign(answer.url); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.querySelector("main .problem")?.focus();
      for (const again of document.querySelectorAll("form.queued")) again.removeAttribute("data-today");
    } catch {
      fields.set("key", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
      keep(form, fields);
      say("Kept on this device. It is sent as soon as Backstride can be reached again; open the app then.");
      document.querySelector(".queue-line").scrollIntoView({ block: "center" });
    } finally {
      if (button) button.disabled = false;
    }
  });
}
if (!window.isSecureContext) say("This address is plain HTTP, so your browser does not keep pages for later. Check in while Backstride can be reached.");
window.addEventListener("online", send);
send();
